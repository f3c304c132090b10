import { readFileSync } from 'node:fs';
import { expect } from 'chai';

const MANUAL = readFileSync(new URL('../../../docs/serialport.md', import.meta.url), 'utf8');

/** The package as its users name it is what stands in this folder; the others are found from here. */
const resolved = (specifier: string): string =>
  specifier === 'nullmodem'
    ? new URL('../../../harness/index.ts', import.meta.url).href
    : import.meta.resolve(specifier);

const examples = [...MANUAL.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) =>
  code.replace(/ from '([^']+)';/g, (_, specifier: string) => ` from '${resolved(specifier)}';`),
);

/** Runs it: what it asserts holds, or this rejects. */
const run = (code: string): Promise<unknown> => import(`data:text/javascript,${encodeURIComponent(code)}`);

const isTest = (code: string): boolean => /^describe\(/m.test(code);

describe('docs/serialport.md', () => {
  it('has examples', () => {
    expect(examples).to.have.length(4);
    expect(examples.filter(isTest)).to.have.length(1);
  });

  for (const [i, code] of examples.entries())
    if (!isTest(code)) it(`runs example ${i + 1} as printed`, () => run(code));
});

// A test for mocha registers itself.
describe('docs/serialport.md, the test that it shows', () => {});
for (const code of examples.filter(isTest)) await run(code);
