import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Ended, node, ROOT } from './processes.ts';

type Packages = Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;

const LOCKED: Packages = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/only-on-a-mac': { version: '3.0.0', optional: true },
};

/** All that is not optional, as npm writes it down once it has installed it. */
const INSTALLED: Packages = {
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
};

describe('the installer', () => {
  let root = '';

  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    root = mkdtempSync(join(realpathSync(tmpdir()), 'nullmodem-spec-'));
    mkdirSync(join(root, 'scripts'));
    mkdirSync(join(root, 'bin'));
    mkdirSync(join(root, 'node_modules'));
    copyFileSync(join(ROOT, 'scripts', 'install.mjs'), join(root, 'scripts', 'install.mjs'));
    write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: LOCKED }));
  });
  afterEach(() => {
    if (root !== '') rmSync(root, { recursive: true, force: true });
  });

  const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
  const haveInstalled = (packages: Packages): void =>
    write('node_modules/.package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));

  /** Runs the copy with an npm that writes down where it was called, and with what. */
  const install = async (npmEnds = 0): Promise<Ended & { readonly called: readonly string[] | null }> => {
    const npm = join(root, 'bin', 'npm');
    write(
      'bin/npm',
      `#!/bin/sh\npwd > "$0.call"\nprintf '%s\\n' "$@" >> "$0.call"\necho words of npm\nexit ${npmEnds}\n`,
    );
    chmodSync(npm, 0o755);
    const ended = await node([join(root, 'scripts', 'install.mjs')], {
      cwd: tmpdir(),
      env: { PATH: join(root, 'bin') },
    }).ended;
    const called = existsSync(`${npm}.call`) ? readFileSync(`${npm}.call`, 'utf8').trim().split('\n') : null;
    return { ...ended, called };
  };

  it('does nothing, and says nothing, when all is there', async () => {
    haveInstalled(INSTALLED);
    expect(await install()).to.deep.equal({ code: 0, signal: null, stdout: '', stderr: '', called: null });
  });

  it('does nothing in this folder, whose packages are there', async () => {
    expect(await node([join(ROOT, 'scripts', 'install.mjs')], { env: { PATH: '' } }).ended).to.deep.equal({
      code: 0,
      signal: null,
      stdout: '',
      stderr: '',
    });
  });

  it('does nothing when more is there than is asked for, optional packages too', async () => {
    haveInstalled({
      ...INSTALLED,
      'node_modules/more': { version: '9.0.0' },
      'node_modules/only-on-a-mac': { version: '3.0.0' },
    });
    expect((await install()).called).to.equal(null);
  });

  it('calls npm ci in its own folder when nothing has been installed, and leaves stdout alone', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const { code, stdout, stderr, called } = await install();
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' });
    expect(called?.slice(0, 2)).to.deep.equal([root, 'ci']);
    expect(stderr).to.contain('package-lock.json').and.to.contain('words of npm');
  });

  const incomplete: readonly (readonly [what: string, packages: Packages])[] = [
    ['a package is missing', { 'node_modules/a': { version: '1.0.0' } }],
    ['a package has another version', { ...INSTALLED, 'node_modules/a': { version: '1.0.1' } }],
    [
      'a package within a package has another version',
      { ...INSTALLED, 'node_modules/a/node_modules/b': { version: '1.0.0' } },
    ],
    [
      'a package stands in another place',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } },
    ],
  ];
  for (const [what, packages] of incomplete) {
    it(`calls npm ci when ${what}`, async () => {
      haveInstalled(packages);
      const { code, called } = await install();
      expect(code).to.equal(0);
      expect(called?.[1]).to.equal('ci');
    });
  }

  it('calls npm ci when an installation was broken off while npm wrote down what it has', async () => {
    write('node_modules/.package-lock.json', '{"packages":{"node_modu');
    const { code, called } = await install();
    expect(code).to.equal(0);
    expect(called?.[1]).to.equal('ci');
  });

  it('ends with exit code 3 when npm fails, and npm’s own words stand on stderr', async () => {
    const { code, stdout, stderr } = await install(1);
    expect({ code, stdout }).to.deep.equal({ code: 3, stdout: '' });
    expect(stderr).to.contain('words of npm').and.to.contain('npm ci failed');
  });

  it('ends with exit code 3 when there is no npm', async () => {
    const { code, stderr } = await node([join(root, 'scripts', 'install.mjs')], { env: { PATH: '' } }).ended;
    expect(code).to.equal(3);
    expect(stderr).to.contain('npm ci failed');
  });
});
