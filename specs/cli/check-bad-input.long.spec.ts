import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, truncateSync } from 'node:fs';
import { expect } from 'chai';
import { LISTENS, MISSES } from './machine-files.ts';
import { temporaryPlace } from './stage.ts';

const onUnix = process.platform === 'win32' ? it.skip : it;

describe('what cannot be checked', () => {
  const place = temporaryPlace();

  /** The finding's code and its facts in words, of a file alone. */
  const refused = async (path: string): Promise<string> => {
    const { exit, stdout, stderr } = await place.run(['check', path]);
    expect({ exit, stderr }, path).to.deep.equal({ exit: 2, stderr: '' });
    expect(stdout).to.not.match(/\n\s+at /);
    return /^error\[([\w-]+)\]/.exec(stdout)?.[1] ?? stdout;
  };

  it('is a file that is not there', async () => {
    expect(await refused('absent.vbox')).to.equal('file-unreadable');
    place.write('a.vmx', LISTENS);
    expect(await refused('a.vmx/b')).to.equal('file-unreadable');
  });
  it('is an empty file, a screenshot, a program, and a file of an unknown kind', async () => {
    expect(await refused(place.write('a.vbox', ''))).to.equal('file-empty');
    expect(await refused(place.write('a.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1')))).to.equal(
      'file-not-text',
    );
    expect(await refused(place.write('a.exe', Buffer.from('MZ\x90\0\x03', 'latin1')))).to.equal(
      'file-not-text',
    );
    expect(await refused(place.write('a.txt', 'hello there\n'))).to.equal('format-unknown');
  });
  it('is a file of 50 MB, which is not read', async () => {
    truncateSync(place.path(place.write('a.vbox', 'x')), 50_000_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refused('a.vbox')).to.equal('file-too-large');
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(8 << 20);
  });
  it('is what VirtualBox keeps of the settings before', async () => {
    expect(await refused(place.write('Ana.vbox-prev', LISTENS))).to.equal('file-backup');
  });
  onUnix('is a FIFO and a device, which are not opened', async () => {
    execFileSync('mkfifo', [place.path('fifo')]);
    expect(await refused('fifo')).to.equal('file-unreadable');
    expect(await refused('/dev/zero')).to.equal('file-unreadable');
  });
  onUnix('is a file that may not be read', async function () {
    if (process.getuid?.() === 0) this.skip();
    place.write('a.vmx', LISTENS);
    chmodSync(place.path('a.vmx'), 0);
    expect(await refused('a.vmx')).to.equal('file-unreadable');
  });
  it('is one file that is given twice, by one name or by two', async () => {
    place.write('a.vmx', LISTENS);
    linkSync(place.path('a.vmx'), place.path('b.vmx'));
    for (const second of ['a.vmx', './a.vmx', 'b.vmx']) {
      const { exit, stdout } = await place.run(['check', 'a.vmx', second]);
      expect(exit, second).to.equal(1);
      expect(stdout).to.contain('error[same-file]');
    }
  });
  it('is not UTF-16: its places are those of its characters', async () => {
    place.write('a.vmx', Buffer.from(`\ufeff${LISTENS}`, 'utf16le'));
    place.write('c.vmx', Buffer.from(`\ufeff${MISSES}`, 'utf16le').swap16());
    const { exit, stdout } = await place.run(['check', 'a.vmx', 'c.vmx']);
    expect(exit).to.equal(1);
    expect(stdout).to.contain(' --> c.vmx:6:36').and.contain('tcp://10.0.0.2:4001');
  });
});
