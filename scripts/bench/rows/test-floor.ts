import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodeProcess, oneEach } from '../processes.ts';
import { takeTurns } from '../rounds.ts';
import type { Row } from '../row.ts';

const ROUNDS = 5;
const ROUNDS_WHEN_QUICK = 2;
const SPECS_A_FILE = 25;
const FEW_FILES = 4;
/** 500 specs more. */
const MORE_FILES = FEW_FILES + 20;
const MOCHA = resolve('node_modules/mocha/bin/mocha.js');

/** What 500 specs more cost `npm test` when they do nothing: mocha as it is set up here, and mocha alone. */
export const testFloor: Row = {
  name: 'test-floor',
  title: 'ms of wall time for specs that do nothing, 25 a file',
  async measure({ pace, quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'nullmodem-bench-'));
    try {
      const contestants = (['ours', 'bare'] as const).flatMap((kind) =>
        [FEW_FILES, MORE_FILES].map((files) =>
          nodeProcess({
            name: `${kind === 'ours' ? 'mocha with our .mocharc' : 'bare mocha, plain JavaScript'}, ${files * SPECS_A_FILE} specs`,
            args: [
              MOCHA,
              ...(kind === 'ours' ? [] : ['--no-config', '--reporter', 'dot', 'specs/*.spec.js']),
            ],
            cwd: specFolder(join(folder, `${kind}-${files}`), kind, files),
          }),
        ),
      );
      const rounds = Math.min(quick ? ROUNDS_WHEN_QUICK : ROUNDS, pace.rounds);
      const rates = await takeTurns(contestants, oneEach(rounds), 'wall');
      const [oursFew = 0, oursMore = 0, bareFew = 0, bareMore = 0] = rates.map((rate) => 1000 / rate);
      return {
        lines: [
          ...contestants.map(({ name }, i) => ({
            name,
            value: 1000 / (rates[i] as number),
            unit: 'ms' as const,
          })),
          { name: '500 more, with our .mocharc', value: oursMore - oursFew, unit: 'ms' },
          { name: '500 more, bare', value: bareMore - bareFew, unit: 'ms' },
        ],
        checks: [
          {
            what: '500 more: our .mocharc / bare mocha',
            value: (oursMore - oursFew) / (bareMore - bareFew),
            sense: 'at most',
            target: 2,
          },
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function specFolder(folder: string, kind: 'ours' | 'bare', files: number): string {
  mkdirSync(join(folder, 'specs'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  if (kind === 'ours') {
    for (const name of ['.mocharc.json', 'tsconfig.json']) copyFileSync(name, join(folder, name));
  }
  for (let file = 0; file < files; file += 1) {
    writeFileSync(
      join(folder, 'specs', `${file}.spec.${kind === 'ours' ? 'ts' : 'js'}`),
      specFile(kind, file),
    );
  }
  return folder;
}

function specFile(kind: 'ours' | 'bare', file: number): string {
  const typed = kind === 'ours' ? ': number' : '';
  const specs = Array.from(
    { length: SPECS_A_FILE },
    (_, i) => `  it('doubles ${i}', () => {\n    expect(twice(${i})).to.equal(${2 * i});\n  });\n`,
  );
  return [
    "import { expect } from 'chai';\n",
    `const twice = (n${typed})${typed} => n * 2;\n`,
    `describe('file ${file}', () => {\n`,
    ...specs,
    '});\n',
  ].join('');
}
