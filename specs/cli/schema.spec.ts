import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { temporaryPlace } from './stage.ts';

const inPackage = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

describe('nullmodem schema', () => {
  const place = temporaryPlace();

  it('prints docs/scenario.schema.json, which is written with `nullmodem schema > docs/scenario.schema.json`', async () => {
    const { exit, stdout, stderr } = await place.run(['schema']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(stdout === inPackage('docs/scenario.schema.json'), 'it has changed: write it again').to.equal(
      true,
    );
  });
  it('prints docs/trace.schema.json with --trace', async () => {
    const { exit, stdout, stderr } = await place.run(['schema', '--trace']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(stdout === inPackage('docs/trace.schema.json'), 'it has changed: write it again').to.equal(true);
  });
  it('prints the same with --json', async () => {
    expect(await place.run(['schema', '--json'])).to.deep.equal(await place.run(['schema']));
  });
  it('takes no file', async () => {
    const { exit, stdout, stderr } = await place.run(['schema', 'x.lab7.yaml']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.contain('Unknown argument: x.lab7.yaml');
  });
  it('takes no option of `run`, and shows none in its help', async () => {
    for (const option of ['--grep=x', '--golden=x', '--link=tcp', '--list', '--seed=1']) {
      const { exit, stdout, stderr } = await place.run(['schema', option]);
      expect({ exit, stdout }, option).to.deep.equal({ exit: 2, stdout: '' });
      expect(stderr).to.match(/^error\[usage\]: Unknown argument: \w+\nfix: `nullmodem schema --help`/);
    }
    const { stdout } = await place.run(['schema', '--help']);
    expect(stdout)
      .to.contain('--json')
      .and.to.not.match(/--(grep|link|profile|golden|seed|update|list)/);
  });
  it('is what `nullmodem schem` is told to be', async () => {
    expect((await place.run(['schem'])).stderr).to.contain('did you mean `schema`?');
  });
  it('is what .vscode/settings.json gives to scenario files', () => {
    const settings = JSON.parse(inPackage('.vscode/settings.json'));
    expect(settings['yaml.schemas']).to.deep.equal({ './docs/scenario.schema.json': '*.lab7.yaml' });
  });
});
