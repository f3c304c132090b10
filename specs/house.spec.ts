import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

/** Top to bottom: a floor may import from itself and from those below it. */
const FLOORS = [
  'cli',
  'viewer',
  'adapter',
  'report',
  'peer',
  'run',
  'scenario',
  'config',
  'lab7',
  'program',
  'machine',
  'link',
  'wire',
  'time',
  'uart',
  'ground',
] as const;

/** Told the time, and doing nothing by themselves. */
const PURE: readonly string[] = ['uart', 'ground'];

const IMPURE =
  /\b(Date|performance|setTimeout|setInterval|setImmediate|queueMicrotask|process|Buffer|console|globalThis)\b/;

/** What may be read of `process` in harness/, and why. */
const PROCESS_EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // The longest path of a pipe, and the form of its name, are the system's.
  'link/address.ts': ['platform'],
  // As above; and a pipe on Windows needs a name that no other run has.
  'link/socket-connector.ts': ['platform', 'pid'],
  // A child and the folder with its sockets are given back when this process ends at once.
  'peer/qemu/process-end.ts': ['once', 'off'],
};

const VAGUE_NAME = /(^|[-.])(utils?|helpers?|common|managers?)([-.]|$)/;

/** The type, and not a function or a property of that name. */
const ANY = /(?:[:<|&=]|\bas)\s*any\b(?!\s*[:(.?])|,\s*any\s*>|\bany\s*\[\]/;

const LEXEME = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** The source without its comments. */
const uncommented = (source: string): string =>
  source.replace(LEXEME, (lexeme) => (/^\/[/*]/.test(lexeme) ? ' ' : lexeme));

/** The source without its comments and its words: of a template literal, the expressions stay. */
const codeOf = (source: string): string =>
  source.replace(LEXEME, (lexeme) =>
    lexeme.startsWith('`')
      ? [...lexeme.matchAll(/\$\{([^}]*)\}/g)].map(([, inside]) => `(${inside})`).join(' ')
      : ' ',
  );

function importsOf(source: string): string[] {
  const code = uncommented(source);
  const specifiers = [
    /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*['"]([^'"]+)['"]/g,
    /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  return specifiers.flatMap((each) => [...code.matchAll(each)].map(([, specifier]) => specifier as string));
}

/** The path in harness/ that a specifier leads to; null for a package, and for what is outside. */
function resolved(path: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const inside = new URL(specifier, `file:///harness/${path}`).pathname;
  return inside.startsWith('/harness/') ? inside.slice('/harness/'.length) : null;
}

const floorOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] as string) : '');

function wrongImport(path: string, specifier: string): string | null {
  const mine = floorOf(path);
  if (!specifier.startsWith('.')) {
    if (PURE.includes(mine)) return `${mine} is pure, and imports ${specifier}`;
    if (/^yargs(\/|-parser|$)/.test(specifier) && mine !== 'cli') return `yargs stays in cli, not in ${mine}`;
    if (!specifier.startsWith('node:') && path === 'index.ts') return `the index imports ${specifier}`;
    return null;
  }
  const target = resolved(path, specifier);
  if (target === null) return `${specifier} leads out of harness/`;
  if (!target.endsWith('.ts')) return `${specifier} does not name a .ts file`;
  if (mine === '') return null;
  const [here, there] = [FLOORS.indexOf(mine as never), FLOORS.indexOf(floorOf(target) as never)];
  if (there < 0) return `${target} stands on no floor`;
  if (PURE.includes(mine) && !PURE.includes(floorOf(target))) return `${mine} is pure, and imports ${target}`;
  return there < here ? `${mine} imports up from ${floorOf(target)}: ${target}` : null;
}

function wrongProcess(path: string, code: string): string[] {
  const allowed = PROCESS_EXCEPTIONS[path] ?? [];
  return [...code.matchAll(/(?<![.\w])process\b(?:\s*\.\s*(\w+))?/g)]
    .map(([, member]) => member ?? '')
    .filter((member) => !allowed.includes(member))
    .map((member) => `it touches process${member === '' ? '' : `.${member}`}`);
}

/** All that is wrong with a file of harness/, by the rules of the house. */
function faults(path: string, source: string): string[] {
  const code = codeOf(source);
  const found: (string | null)[] = importsOf(source).map((specifier) => wrongImport(path, specifier));
  const floor = floorOf(path);
  if (floor !== '' && !FLOORS.includes(floor as never)) found.push(`there is no floor ${floor}`);
  if (floor === '' && path !== 'index.ts') found.push('index.ts alone stands outside the floors');
  if (path.split('/').some((part) => VAGUE_NAME.test(part))) found.push('its name says nothing');
  if (path !== path.toLowerCase()) found.push('its name is not in lower case');
  if (PURE.includes(floor)) {
    const impure = IMPURE.exec(code);
    if (impure !== null) found.push(`${floor} is pure, and uses ${impure[1]}`);
  }
  found.push(...wrongProcess(path, code));
  if (/\benum\s+\w/.test(code)) found.push('it has an enum');
  if (ANY.test(code)) found.push('it has an any');
  return found.filter((fault) => fault !== null);
}

const ROOT = fileURLToPath(new URL('../harness/', import.meta.url));

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort();

describe('the house', () => {
  const floors = [...new Set(files.map(floorOf))];

  for (const floor of floors) {
    it(`is in order in harness/${floor}`, () => {
      const wrong = files
        .filter((path) => floorOf(path) === floor)
        .flatMap((path) =>
          faults(path, readFileSync(`${ROOT}/${path}`, 'utf8')).map((fault) => `${path}: ${fault}`),
        );
      expect(wrong).to.deep.equal([]);
    });
  }

  it('lists no exception for a file that is not there or does not need it', () => {
    for (const [path, members] of Object.entries(PROCESS_EXCEPTIONS)) {
      const code = codeOf(readFileSync(`${ROOT}/${path}`, 'utf8'));
      for (const member of members) expect(code, path).to.match(new RegExp(`\\bprocess\\.${member}\\b`));
    }
  });
});

describe('the check of the house', () => {
  it('finds every way to import: named over lines, type, star, side effect, re-export, dynamic', () => {
    const source = `
      import {
        a,
        b,
      } from './1.ts';
      import type { C } from "./2.ts";
      import * as d from './3.ts';
      import './4.ts';
      export { e } from './5.ts';
      export * from './6.ts';
      const f = await import('./7.ts');
      import g, { h } from './8.ts';
    `;
    expect(importsOf(source).sort()).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `./${n}.ts`));
  });

  it('does not take comments and words for code', () => {
    const source = `
      // import { a } from '../cli/a.ts'; console.log(process.pid)
      /* enum B {} const c: any = Date.now(); */
      const words = 'console is a word, process.env too' + "it's any";
    `;
    expect(faults('uart/chip.ts', source)).to.deep.equal([]);
  });

  it('looks into the expressions of a template literal, and not at its text', () => {
    const source = ['const a = `process $', '{process.env} any`;'].join('');
    expect(faults('link/lane.ts', source)).to.deep.equal(['it touches process.env']);
  });

  it('lets a file import from its own floor and from each below it', () => {
    expect(
      faults('link/lane.ts', "import { a } from './link.ts'; import { b } from '../ground/side.ts';"),
    ).to.deep.equal([]);
    for (const floor of FLOORS) expect(wrongImport('cli/a.ts', `../${floor}/b.ts`), floor).to.equal(null);
  });

  it('refuses each import upwards: 120 pairs of floors', () => {
    let refused = 0;
    for (const [i, low] of FLOORS.entries())
      for (const high of FLOORS.slice(0, i)) {
        expect(wrongImport(`${low}/a.ts`, `../${high}/b.ts`), `${low} imports ${high}`).to.be.a('string');
        refused += 1;
      }
    expect(refused).to.equal(120);
  });

  it('refuses an import of the index, of another folder, and without .ts', () => {
    for (const specifier of ['../index.ts', '../../specs/a.ts', '../attic/a.ts', './lane', './lane.js'])
      expect(wrongImport('link/cable.ts', specifier), specifier).to.be.a('string');
  });

  it('lets the index import every floor', () => {
    for (const floor of FLOORS) expect(wrongImport('index.ts', `./${floor}/a.ts`)).to.equal(null);
  });

  it('keeps uart/ and ground/ pure: no packages, no node:, no clock, no timer, no console', () => {
    for (const path of ['uart/chip.ts', 'ground/ticks.ts']) {
      for (const source of [
        "import { once } from 'node:events';",
        "import { z } from 'zod';",
        'const now = Date.now();',
        'performance.now();',
        'setTimeout(go, 1);',
        'setInterval(go, 1);',
        'setImmediate(go);',
        'queueMicrotask(go);',
        'Buffer.from([1]);',
        'console.log(1);',
        'process.exit(1);',
      ])
        expect(faults(path, source), source).to.have.length.at.least(1);
    }
    expect(wrongImport('ground/ticks.ts', '../uart/chip.ts')).to.be.a('string');
    expect(wrongImport('uart/chip.ts', '../ground/ticks.ts')).to.equal(null);
  });

  it('refuses process in every file but those that have a reason', () => {
    expect(faults('cli/run.ts', 'process.stdout.write(text);')).to.deep.equal(['it touches process.stdout']);
    expect(faults('cli/run.ts', 'const { env } = process;')).to.deep.equal(['it touches process']);
    expect(faults('link/address.ts', 'if (process.platform === win) {}')).to.deep.equal([]);
    expect(faults('link/address.ts', 'process.pid;')).to.deep.equal(['it touches process.pid']);
    expect(faults('link/socket-connector.ts', 'process.pid;')).to.deep.equal([]);
    expect(faults('run/play.ts', 'this.process.start();')).to.deep.equal([]);
  });

  it('keeps yargs in cli', () => {
    expect(wrongImport('cli/a.ts', 'yargs')).to.equal(null);
    expect(wrongImport('cli/a.ts', 'yargs/helpers')).to.equal(null);
    expect(wrongImport('run/a.ts', 'yargs')).to.be.a('string');
  });

  it('refuses an enum and an any, and not a word that begins so', () => {
    expect(faults('run/a.ts', 'export const enum A { B }')).to.deep.equal(['it has an enum']);
    for (const source of [
      'const a: any = 1;',
      'let a: string | any;',
      'f(b as any);',
      'const c: Map<string, any> = d;',
      'function f(a: any[]) {}',
      'type A = any;',
    ])
      expect(faults('run/a.ts', source), source).to.deep.equal(['it has an any']);
    for (const source of [
      'const anyone: Many = enumerate(anything);',
      'const { any, enumeration } = schema;',
      'z.any();',
    ])
      expect(faults('run/a.ts', source), source).to.deep.equal([]);
  });

  it('refuses names that say nothing, folders on no floor, and capitals', () => {
    for (const path of [
      'link/utils.ts',
      'link/helpers.ts',
      'link/socket-helper.ts',
      'run/common.ts',
      'run/run-manager.ts',
      'attic/a.ts',
      'main.ts',
      'link/Lane.ts',
    ])
      expect(faults(path, ''), path).to.have.length.at.least(1);
    expect(faults('link/lane.ts', '')).to.deep.equal([]);
    expect(faults('link/commonplace.ts', '')).to.deep.equal([]);
  });
});
