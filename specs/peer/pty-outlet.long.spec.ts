import { lstatSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { PtyOutlet } from '../../harness/peer/pty-outlet.ts';
import { Conversation } from '../../harness/report/conversation.ts';
import { paintIn } from '../../harness/report/paint.ts';
import { Folder } from '../link/sockets.ts';
import { childrenOf, describeWith, isThere, lab7, playAt, watched } from './pty.ts';

/** Debian's. */
const SETPRIV = '/usr/bin/setpriv';

/** Does something with variables of the environment set so. */
async function withEnvironment(variables: Readonly<Record<string, string>>, act: () => Promise<void>) {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    await act();
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
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
    const { until, told, opened } = watched(outlet);
    expect(await opened).to.equal(link);
    for (const round of [1, 2]) {
      expect(lstatSync(readlinkSync(link)).isCharacterDevice()).to.equal(true);
      const handle = await visit();
      await until(() => told.length === 2 * round - 1, 'a program');
      await handle.close();
      await until(() => told.length === 2 * round, 'its end');
    }
    expect(told).to.deep.equal(['a program', 'closed', 'a program', 'closed']);
  });

  it('says once that something else has its name, and leaves no process that nobody can find', async () => {
    const { until, told, opened } = watched(outlet);
    await opened;
    const device = readlinkSync(link);
    rmSync(link);
    writeFileSync(link, 'precious');
    const program = await open(device, 'r+');
    await until(() => told.length === 2, 'the program, and that the name is lost');
    expect(told).to.have.members([
      `cannot make the link ${link}: something of that name is there already`,
      'a program',
    ]);
    expect(children()).to.deep.equal(['sh', 'socat']);
    await program.close();
    await outlet.close();
    expect(readFileSync(link, 'latin1')).to.equal('precious');
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

  for (const tools of [[], [SETPRIV]])
    it(`says what to install where socat is missing, and there is ${tools.length === 0 ? 'no ' : ''}setpriv`, async () => {
      for (const tool of tools) symlinkSync(tool, folder.file(basename(tool)));
      await withEnvironment({ PATH: folder.path }, async () => {
        const error = await failureOf(outlet);
        expect(error.code).to.equal('socat-missing');
        expect(error.fix).to.include('apt-get install socat');
      });
    });

  it('says what to do where there can be no temporary folder', async () => {
    await withEnvironment({ TMPDIR: folder.file('no-such') }, async () => {
      const error = await failureOf(new PtyOutlet());
      expect(error.code).to.equal('world');
      expect(error.fix).to.include('TMPDIR');
    });
  });

  it('is refused in plain words on Windows', async () => {
    const error = await failureOf(new PtyOutlet(link, 'win32'));
    expect(error.code).to.equal('address-invalid');
    expect(error.fix).to.include('pipe-listen:');
  });
});

describeWith(['socat'], 'an emulated PC with a pseudo-terminal', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  it('reads by poll what a program writes, and sends by poll what it reads', async () => {
    const link = folder.file('COM1');
    function* both() {
      const { received } = yield* lab7('poll 1 rx 8 1 none 115200');
      yield* lab7('poll 1 tx 8 1 none 115200 to you');
      return received;
    }
    const playing = playAt(link, both());
    await playing.open;
    const program = await open(link, 'r+');
    await program.write('to the PC.');
    let read = '';
    while (!read.endsWith('.')) {
      const { bytesRead, buffer } = await program.read(Buffer.alloc(16), 0, 16);
      read += buffer.toString('latin1', 0, bytesRead);
    }
    await program.close();
    const { end, ledger } = await playing.outcome;
    expect(read).to.equal('to you.');
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
