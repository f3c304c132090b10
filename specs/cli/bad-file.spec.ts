import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { expect } from 'chai';
import { script, temporaryPlace } from './stage.ts';

const onUnix = process.platform === 'win32' ? it.skip : it;

describe('a scenario file that is none', () => {
  const place = temporaryPlace();

  const refusal = async (path: string): Promise<string> => {
    const { exit, stdout, stderr } = await place.run(['run', path]);
    expect({ exit, stdout }, path).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.not.match(/\n\s+at /);
    return stderr;
  };

  it('is a folder of that name, with nothing in it', async () => {
    mkdirSync(place.path('x.lab7.yaml'));
    expect(await refusal('x.lab7.yaml')).to.contain('x.lab7.yaml: no scenario is in this folder');
  });
  it('is a path through a file', async () => {
    place.write('x.lab7.yaml', script());
    expect(await refusal('x.lab7.yaml/y')).to.match(
      /x\.lab7\.yaml\/y: (a file stands where|there is no such)/,
    );
  });
  onUnix('is a link to nowhere', async () => {
    symlinkSync(place.path('nowhere'), place.path('x.lab7.yaml'));
    expect(await refusal('x.lab7.yaml')).to.contain('x.lab7.yaml: there is no such file or folder');
  });
  onUnix('is a link to itself', async () => {
    symlinkSync(place.path('x.lab7.yaml'), place.path('x.lab7.yaml'));
    expect(await refusal('x.lab7.yaml')).to.contain('x.lab7.yaml: it is a link that leads back to itself');
  });
  onUnix('is a FIFO that nobody writes to, and it is not waited for', async () => {
    execFileSync('mkfifo', [place.path('x.lab7.yaml')]);
    expect(await refusal('x.lab7.yaml')).to.contain('x.lab7.yaml: this is neither a file nor a folder');
  });
  onUnix('is a device without an end, by its name or behind a link', async () => {
    symlinkSync('/dev/zero', place.path('x.lab7.yaml'));
    for (const path of ['/dev/zero', 'x.lab7.yaml'])
      expect(await refusal(path)).to.contain(`${path}: this is neither a file nor a folder`);
  });
  // Whom nothing is forbidden cannot try it.
  (process.getuid?.() === 0 ? it.skip : onUnix)('is one that the user may not read', async () => {
    place.write('x.lab7.yaml', script());
    chmodSync(place.path('x.lab7.yaml'), 0);
    expect(await refusal('x.lab7.yaml')).to.contain('x.lab7.yaml: you have no permission to read it');
  });
  it('is one of a gigabyte, refused by its size and not read', async () => {
    place.write('x.lab7.yaml', '');
    truncateSync(place.path('x.lab7.yaml'), 1 << 30);
    const before = process.memoryUsage.rss();
    expect(await refusal('x.lab7.yaml')).to.contain('has 1073741824 bytes: too many for a scenario file');
    expect(process.memoryUsage.rss() - before).to.be.below(200 << 20);
  });
  it('is one of many: each is named with all of its mistakes', async () => {
    place.write('1.lab7.yaml', script({ steps: ['send: { form: A, text: x }', 'wait: { for: 5 }'] }));
    place.write('2.lab7.yaml', Uint8Array.of(0x4d, 0x5a, 0x90, 0));
    place.write('3.lab7.yaml', script());
    const stderr = await refusal('.');
    for (const where of ['1.lab7.yaml:8:13', '1.lab7.yaml:9:18', '2.lab7.yaml:1:4'])
      expect(stderr).to.contain(`--> ${where}\n`);
  });
});
