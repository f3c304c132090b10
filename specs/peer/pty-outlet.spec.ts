import { lstatSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { PtyOutlet } from '../../harness/peer/pty-outlet.ts';
import { Conversation } from '../../harness/report/conversation.ts';
import { paintIn } from '../../harness/report/paint.ts';
import { Folder, turnsUntil } from '../link/sockets.ts';
import { childrenOf, describeWith, isThere, lab7, playAt, pyserial } from './pty.ts';

/** What an outlet has told, in order; `closed` when a peer has gone so. */
function watched(outlet: PtyOutlet) {
  const told: string[] = [];
  let came = '';
  const opened = outlet.open({
    met: (peer, name) => {
      told.push(name);
      peer.setEncoding('latin1').on('data', (text: string) => {
        came += text;
      });
      peer.resume();
    },
    parted: (how) => void told.push(how),
    called: (_, becomes) => void told.push(becomes),
  });
  return { told, opened, came: () => came };
}

const failureOf = async (outlet: PtyOutlet): Promise<HarnessError> => {
  try {
    await watched(outlet).opened;
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
  await outlet.close();
  throw new Error('it has opened');
};

const children = (): string[] =>
  childrenOf(process.pid)
    .map(({ name }) => name)
    .sort();

describeWith(['socat'], 'a port that is a pseudo-terminal', () => {
  let folder: Folder;
  let link: string;
  let outlet: PtyOutlet;
  const visits: FileHandle[] = [];
  const visit = async (): Promise<FileHandle> => {
    const handle = await open(link, 'r+');
    visits.push(handle);
    return handle;
  };

  beforeEach(() => {
    folder = new Folder();
    link = folder.file('COM1, "the {lab}"');
    outlet = new PtyOutlet(link);
  });
  afterEach(async () => {
    await Promise.all(visits.splice(0).map((handle) => handle.close().catch(() => {})));
    await outlet.close();
    folder.remove();
  });

  it('meets a program that has only opened it, parts when it closes, and meets the next under the same name', async () => {
    const { told, opened } = watched(outlet);
    expect(await opened).to.equal(link);
    for (const round of [1, 2]) {
      expect(lstatSync(readlinkSync(link)).isCharacterDevice()).to.equal(true);
      const handle = await visit();
      await turnsUntil(() => told.length === 2 * round - 1, 'a program');
      await handle.close();
      await turnsUntil(() => told.length === 2 * round, 'its end');
    }
    expect(told).to.deep.equal(['a program', 'closed', 'a program', 'closed']);
  });

  it('has what a program wrote that closed at once, and then meets the next', async () => {
    const { told, opened, came } = watched(outlet);
    await opened;
    await writeFile(link, 'hello.');
    await turnsUntil(() => told.length === 2, 'the visit');
    expect(came()).to.equal('hello.');
    for (const text of ['again, ', 'and again.']) await writeFile(link, text);
    await turnsUntil(() => came().length === 23, 'the next visits');
    expect(came()).to.equal('hello.again, and again.');
    expect(lstatSync(link).isSymbolicLink()).to.equal(true);
  });

  it('leaves nothing when it is closed before it is open', async () => {
    const { opened } = watched(outlet);
    await Promise.all([opened.catch(() => {}), outlet.close()]);
    expect(isThere(link)).to.equal(false);
    expect(children()).to.deep.equal([]);
  });

  it('replaces a link to a terminal that is gone, and nothing else: path-taken', async () => {
    symlinkSync('/dev/pts/999999', link);
    await watched(outlet).opened;
    await outlet.close();
    writeFileSync(link, 'precious');
    expect(await failureOf(new PtyOutlet(link))).to.have.property('code', 'path-taken');
    expect(readFileSync(link, 'latin1')).to.equal('precious');
  });

  it('names a folder that is not there', async () => {
    const error = await failureOf(new PtyOutlet(folder.file('no/such/port')));
    expect(error.code).to.equal('address-invalid');
    expect(error.message).to.include(folder.file('no/such'));
  });

  it('says what to install where socat is missing', async () => {
    const { PATH } = process.env;
    process.env.PATH = folder.path;
    try {
      const error = await failureOf(new PtyOutlet(link));
      expect(error.code).to.equal('socat-missing');
      expect(error.fix).to.include('apt-get install socat');
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('is refused in plain words on Windows', async () => {
    const error = await failureOf(new PtyOutlet(link, 'win32'));
    expect(error.code).to.equal('address-invalid');
    expect(error.fix).to.include('pipe-listen:');
  });
});

describeWith(['socat', 'python3-serial'], 'an emulated PC with a pseudo-terminal, and pyserial', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  it('reads by poll what pyserial writes, and sends by poll what pyserial reads', async () => {
    const link = folder.file('COM1');
    function* both() {
      const { received } = yield* lab7('poll 1 rx 8 1 none 115200');
      yield* lab7('poll 1 tx 8 1 none 115200 to you');
      return received;
    }
    const playing = playAt(link, both());
    await playing.open;
    const printed = await pyserial(link, 'port.write(b"to the PC.")\nprint(port.read_until(b"."), end="")');
    const { end, ledger } = await playing.outcome;
    expect(printed).to.equal("b'to you.'");
    expect(end).to.deep.equal({ why: 'returned', result: Uint8Array.from(Buffer.from('to the PC.')) });
    expect(ledger).to.include({ written: 7, carried: 7, came: 10, read: 10, balanced: true });
  });

  it('is told of as a port to open', () => {
    const lines: string[] = [];
    const conversation = new Conversation((line) => void lines.push(line), paintIn(false));
    conversation.tell({ at: 0, kind: 'open', where: '/tmp/COM1', listens: true, transport: 'pty' });
    expect(lines.join()).to.include('the port is /tmp/COM1: open it in your terminal program now');
  });

  it('leaves no link and no process when it is interrupted in the middle', async () => {
    const link = folder.file('COM1');
    const ending = new AbortController();
    const playing = playAt(link, lab7('int 1 rx 8 1 none 9600'), ending.signal);
    await playing.open;
    expect(children()).to.deep.equal(['sh', 'socat']);
    ending.abort();
    expect((await playing.outcome).end).to.deep.equal({ why: 'interrupted' });
    expect(isThere(link)).to.equal(false);
    expect(children()).to.deep.equal([]);
  });
});
