import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { expect } from 'chai';
import { script, temporaryPlace } from './stage.ts';

const onUnix = process.platform === 'win32' ? it.skip : it;

describe('what a run writes', () => {
  const place = temporaryPlace();
  const OWN = script();
  beforeEach(() => {
    place.write('own.lab7.yaml', OWN);
    place.write('plain.yaml', OWN);
  });

  const refused = async (...argv: readonly string[]): Promise<string> => {
    const { exit, stdout, stderr } = await place.run(['run', ...argv]);
    expect({ exit, stdout }, argv.join(' ')).to.deep.equal({ exit: 2, stdout: '' });
    for (const name of ['own.lab7.yaml', 'plain.yaml']) expect(place.read(name)).to.equal(OWN);
    return stderr;
  };

  it('is no trace over a scenario that is played, by whatever path', async () => {
    for (const [file, trace] of [
      ['own.lab7.yaml', 'own.lab7.yaml'],
      ['plain.yaml', './plain.yaml'],
      ['plain.yaml', place.path('plain.yaml')],
    ] as const) {
      const stderr = await refused(file, '--trace', trace);
      expect(stderr).to.contain(`error[usage]: --trace ${trace}:`).and.to.contain('fix: Name another file');
    }
  });
  onUnix('is no trace over one behind a link, soft or hard', async () => {
    symlinkSync(place.path('plain.yaml'), place.path('soft'));
    linkSync(place.path('plain.yaml'), place.path('hard'));
    for (const trace of ['soft', 'hard']) await refused('plain.yaml', '--trace', trace);
  });
  it('is no trace with the name of a scenario, there or not: a file was forgotten before it', async () => {
    place.write('catalogue/one.lab7.yaml', OWN);
    for (const trace of ['own.lab7.yaml', 'new.lab7.yaml', 'NEW.LAB7.YAML'])
      expect(await refused('--trace', trace)).to.contain('that is the name of a scenario');
  });
  it('is no report over a scenario, nor with the name of one', async () => {
    for (const file of ['own.lab7.yaml', './plain.yaml', 'new.lab7.yaml']) {
      const stderr = await refused('plain.yaml', 'own.lab7.yaml', '--report', `junit:${file}`);
      expect(stderr)
        .to.contain(`error[usage]: --report junit:${file}: that is`)
        .and.to.contain('fix: Name another file: --report junit:junit.xml');
    }
  });
  it('is no two things in one file', async () => {
    for (const argv of [
      ['--report', 'tap:out', '--report', 'html:./out'],
      ['--trace', 'out', '--report', 'tap:out'],
    ])
      expect(await refused('plain.yaml', ...argv)).to.contain('something else is written there too');
  });
  it('is a trace over any other file', async () => {
    place.write('old.ndjson', 'old');
    expect((await place.run(['run', 'plain.yaml', '--trace', 'old.ndjson'])).exit).to.equal(0);
    expect(place.read('old.ndjson')).to.match(/^\{"nullmodem":"trace"/);
  });
  it('is no golden text where a file stands for the folder', async () => {
    const stderr = await refused('own.lab7.yaml', '--golden', 'plain.yaml', '--update');
    expect(stderr).to.equal(
      'error[usage]: --golden plain.yaml: that is a file\nfix: Name a folder: --golden goldens\n',
    );
    mkdirSync(place.path('kept'));
    expect((await place.run(['run', 'own.lab7.yaml', '--golden', 'kept', '--update'])).exit).to.equal(0);
  });
});
