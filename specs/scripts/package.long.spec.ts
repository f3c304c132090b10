import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { type Ended, node, ROOT } from './processes.ts';

const npm = async (argv: readonly string[], cwd: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('npm', [...argv], {
    cwd,
    shell: process.platform === 'win32',
  });
  return stdout;
};

const { dependencies, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const inOurModules = (name: string): string => join(ROOT, 'node_modules', name);

/** What a course's repository may have: a scenario that passes, one that does not, and a configuration. */
const SCENARIO = (wanted: string): string => `version: 1
name: ${wanted}
machines: { A: { line: 9600 8N1 }, B: { line: 9600 8N1 } }
steps:
  - send: { from: A, text: "hello" }
  - expect: { on: B, text: "${wanted}", within: 60bits }
`;

const TEST = `import { expect, use } from 'chai';
import { defineScenario, HarnessError, LSR, nullModem, playRecorded, type Run, type ScenarioResult } from 'nullmodem';
import { bits, byte, runAssertions } from 'nullmodem/chai';

use(runAssertions);
const { scenarios } = defineScenario({
  version: 1,
  name: 'typed',
  machines: { A: { line: '9600 8O1' }, B: { line: '9600 8E1' } },
  steps: [{ send: { from: 'A', text: 'hello' } }],
});
for (const scenario of scenarios) {
  const run: Run = await playRecorded(scenario, { seed: 1 });
  expect(run).to.deliver('hello').from('A').to('B').within(bits(60)).and.to.raise(LSR.PE).at(byte(3));
  const result: ScenarioResult = run;
  console.log(result.outcome);
}
const { binding, close } = nullModem();
const paths: string[] = (await binding.list()).map(({ path }) => path);
await close();
console.log(paths.length, new HarnessError('usage', 'x').code);
`;

/** Each line is refused, or the declarations say nothing. */
const MISTYPED = `import { expect } from 'chai';
import { playRecorded } from 'nullmodem';
import { bits } from 'nullmodem/chai';
// @ts-expect-error a third machine
expect(1).to.deliver('hello').from('C');
// @ts-expect-error a bare number
expect(1).to.deliver('hello').within(60);
// @ts-expect-error a length of time where a place stands
expect(1).to.raise(4).at(bits(3));
// @ts-expect-error no seed
await playRecorded(1, {});
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023'],
    types: ['node'],
    strict: true,
    outDir: 'out',
  },
  include: ['*.ts'],
};

describe('the package', () => {
  let folder = '';
  let user = '';
  let tarball = '';
  let files: readonly string[] = [];

  const nullmodem = (...argv: readonly string[]): Promise<Ended> =>
    node([join(user, 'node_modules', '.bin', 'nullmodem'), ...argv], { cwd: user }).ended;
  const write = (name: string, text: string): void => writeFileSync(join(user, name), text);

  before(async () => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), 'nullmodem-spec-'));
    const [packed] = JSON.parse(
      await npm(['pack', '--json', '--silent', '--pack-destination', folder], ROOT),
    );
    tarball = join(folder, packed.filename);
    files = packed.files.map(({ path }: { readonly path: string }) => path);
    user = join(folder, 'user');
    mkdirSync(user);
    // What it depends on is what we have: nothing is fetched, and no cache is needed.
    const overrides = Object.fromEntries(
      Object.keys(dependencies).map((name) => [name, `file:${inOurModules(name)}`]),
    );
    const own = { private: true, type: 'module', dependencies: { nullmodem: `file:${tarball}` }, overrides };
    write('package.json', JSON.stringify(own));
    await npm(['install', '--offline', '--cache', join(folder, 'cache'), '--no-audit', '--no-fund'], user);
    write('right.lab7.yaml', SCENARIO('hello'));
    write('wrong.lab7.yaml', SCENARIO('help'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has what its exports and its command name, and each file that a page of it links', () => {
    const named = Object.values<Readonly<Record<string, string>>>(exports).flatMap((paths) =>
      Object.values(paths),
    );
    expect(files).to.include.members(named.map((path) => path.replace('./', '')));
    expect(files).to.include.members(['LICENSE', 'docs/scenario.schema.json', 'docs/ci/github-actions.yml']);
    // What is built is told from the sources by those who have them: specs are not in the package.
    const pages = files.filter((path) => path.endsWith('.md') && path !== 'docs/conformance.md');
    for (const page of pages)
      for (const [, link = ''] of readFileSync(join(ROOT, page), 'utf8').matchAll(
        /\]\((?!https?:|#)([^)#]+)/g,
      ))
        expect(files, page).to.include(join(dirname(page), link).replaceAll('\\', '/'));
  });

  it('has nothing else: no sources, no specs, no types of what its exports do not lead to', () => {
    const kinds = [
      /^(README|ARCHITECTURE|CONTRIBUTING)\.md$/,
      /^(LICENSE|package\.json)$/,
      /^docs\//,
      /^dist\/[\w-]+\.js$/,
      /^dist\/types\/.+\.d\.ts$/,
      /^fixtures\/scenarios\/.+\.lab7\.yaml$/,
    ];
    expect(files.filter((path) => !kinds.some((kind) => kind.test(path)))).to.deep.equal([]);
    expect(files.filter((path) => path.startsWith('dist/types/harness/cli/'))).to.deep.equal([]);
  });

  it('brings along nothing but what its types name', () => {
    const declared = files
      .filter((path) => path.endsWith('.d.ts'))
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const named = [...declared.matchAll(/\b(?:from |import\()['"]((?!node:|\.)[^'"]+)['"]/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(named)].sort()).to.deep.equal(Object.keys(dependencies).sort());
    const scripts = files
      .filter((path) => path.endsWith('.js'))
      .map((path) => readFileSync(join(ROOT, path), 'utf8'));
    for (const script of scripts) expect(script).not.to.match(/\bfrom"(zod|@serialport)/);
    expect(
      readdirSync(join(user, 'node_modules'))
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).to.deep.equal(['@serialport', 'nullmodem', 'zod']);
  });

  it('passes publint', async () => {
    const [{ publint }, { formatMessage }] = await Promise.all([import('publint'), import('publint/utils')]);
    const { messages, pkg } = await publint({
      pkgDir: join(user, 'node_modules', 'nullmodem'),
      pack: false,
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).to.deep.equal([]);
  });

  it('has types that are right wherever an ES module is imported', async () => {
    const { checkPackage, createPackageFromTarballData } = await import('@arethetypeswrong/core');
    const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
    if (!('problems' in checked)) throw new Error('it has no types');
    // There is no CommonJS in it, and before Node 16 there were no exports.
    const known: readonly string[] = ['node10', 'node16-cjs'];
    const problems = checked.problems.filter(
      (problem) => !('resolutionKind' in problem && known.includes(problem.resolutionKind)),
    );
    expect(problems).to.deep.equal([]);
    expect(Object.keys(checked.entrypoints)).to.deep.equal(Object.keys(exports));
  });

  it('has a command: help, in an empty folder', async () => {
    expect(await npm(['exec', '--offline', '--', 'nullmodem', '--help'], user)).to.match(
      /^nullmodem <command>\n/,
    );
    const { stdout } = await nullmodem('--version');
    expect(stdout.trim()).to.equal(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
  });

  it('plays a scenario that passes, one that fails, and the catalogue that comes with it', async () => {
    const [right, wrong, catalogue] = await Promise.all([
      nullmodem('run', 'right.lab7.yaml'),
      nullmodem('run', 'wrong.lab7.yaml'),
      nullmodem('run', '--grep', 'poll carries'),
    ]);
    expect([right.code, wrong.code, catalogue.code]).to.deep.equal([0, 1, 0]);
    expect(right.stdout).to.contain('A -> B "hello" 5 bytes');
    expect(wrong.stdout).to.contain('replay: npx nullmodem run wrong.lab7.yaml');
    expect(catalogue.stdout).to.match(/^\d+ passed/m);
  });

  it('checks configurations, explains a finding, and prints its schema', async () => {
    const pair = join(ROOT, 'fixtures', 'configs', 'wrong', 'both-listen');
    const [checked, explained, schema] = await Promise.all([
      nullmodem('check', pair),
      nullmodem('explain', 'both-listen'),
      nullmodem('schema'),
    ]);
    expect([checked.code, explained.code, schema.code]).to.deep.equal([1, 0, 0]);
    expect(checked.stdout)
      .to.contain('error[both-listen]')
      .and.to.contain('`npx nullmodem explain both-listen`');
    expect(JSON.parse(schema.stdout)).to.deep.equal(
      JSON.parse(readFileSync(join(ROOT, 'docs', 'scenario.schema.json'), 'utf8')),
    );
  });

  it('runs the lab: conf', async () => {
    const { code, stdout } = await nullmodem('lab7', 'conf 1', '--port', 'tcp-listen:0');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^COM1 configuration:\n/);
  });

  it('is a library for TypeScript: its types hold what is right, and refuse what is not', async () => {
    const links = [
      'chai',
      '@types/chai',
      '@types/deep-eql',
      'assertion-error',
      '@types/node',
      'undici-types',
    ];
    mkdirSync(join(user, 'node_modules', '@types'));
    for (const name of links) symlinkSync(inOurModules(name), join(user, 'node_modules', name), 'junction');
    write('right.ts', TEST);
    write('mistyped.ts', MISTYPED);
    write('tsconfig.json', JSON.stringify(TSCONFIG));
    const { code, stdout } = await node([join(inOurModules('typescript'), 'bin', 'tsc')], { cwd: user })
      .ended;
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' });
    const ran = await node([join(user, 'out', 'right.js')], { cwd: user }).ended;
    expect({ code: ran.code, stdout: ran.stdout }).to.deep.equal({ code: 0, stdout: 'passed\n2 usage\n' });
  });
});
