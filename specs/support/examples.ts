import { readFileSync } from 'node:fs';

/** The package as its users name it is what stands in this folder; all else is found from here. */
const OURS: Readonly<Record<string, string>> = {
  nullmodem: '../../harness/index.ts',
  'nullmodem/chai': '../../harness/adapter/chai/assertions.ts',
};

const resolved = (specifier: string): string => {
  const ours = OURS[specifier];
  return ours === undefined ? import.meta.resolve(specifier) : new URL(ours, import.meta.url).href;
};

/** The JavaScript that a page of docs/ shows, block by block, as a module in this folder would have it. */
export const examplesOf = (page: string): readonly string[] =>
  [
    ...readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8').matchAll(
      /^```js\n([\s\S]*?)^```$/gm,
    ),
  ].map(([, code = '']) =>
    code.replace(/ from '([^']+)';/g, (_, specifier: string) => ` from '${resolved(specifier)}';`),
  );

/** Runs it: what it asserts holds, or this rejects. */
export const runExample = (code: string): Promise<unknown> =>
  import(`data:text/javascript,${encodeURIComponent(code)}`);

/** A test for mocha registers itself. */
export const isTest = (code: string): boolean => /^describe\(/m.test(code);
