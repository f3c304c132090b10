import { join } from 'node:path';
import { expect } from 'chai';
import { node, ROOT, type Started } from '../../scripts/processes.ts';
import { describeWithGuests } from './with-guests.ts';

const WORDS = 'as a student types it';
const MESSAGE = Buffer.from(`${WORDS}.`);
const STOP = '.'.charCodeAt(0);
const BIN = join(ROOT, 'scripts', 'nullmodem.ts');

describeWithGuests('a guest before `nullmodem lab7`', (start) => {
  let started: Started;

  afterEach(() => void started?.child.kill('SIGKILL'));

  const lab7 = (line: string, port: string): Started => {
    const limit = ['--timeout', '25s'];
    started = node(['--import', 'tsx', BIN, 'lab7', line, '--port', port, ...limit], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    return started;
  };

  /** What of its words on stderr is looked for. */
  const said = ({ child, ended }: Started, wanted: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      let all = '';
      child.stderr.on('data', (text: string) => {
        all += text;
        const found = wanted.exec(all)?.[1];
        if (found !== undefined) resolve(found);
      });
      ended.then(({ stderr }) => reject(new Error(`it has ended, and said ${stderr}`)), reject);
    });

  it('sends what the command prints, byte for byte', async () => {
    const guest = await start({ mode: 'fifo', sends: MESSAGE }, { listen: 'tcp' });
    const command = lab7('fifo 1 rx 8 1 none 115200', `tcp:127.0.0.1:${await guest.port()}`);
    await said(command, /(is there)/);
    await guest.met();
    guest.begin();
    const { code, stdout, stderr } = await command.ended;
    expect(stdout, stderr).to.equal(MESSAGE.toString());
    expect(code).to.equal(0);
    expect((await guest.ending()).errors).to.equal(0);
  });

  it('receives what the command sends, which waits for it', async () => {
    const command = lab7(`int 1 tx 8 1 none 115200 ${WORDS}`, 'tcp-listen:0');
    const port = Number(await said(command, /listening on 127\.0\.0\.1:(\d+)/));
    const guest = await start({ mode: 'int', receives: 1000, terminator: STOP }, { connect: port });
    guest.begin();
    expect(await guest.ending()).to.deep.equal({ errors: 0, printed: MESSAGE });
    const { code, stdout, stderr } = await command.ended;
    expect(code, stderr).to.equal(0);
    expect(stdout).to.equal('');
  });
});
