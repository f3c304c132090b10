import { mkdirSync } from 'node:fs';
import { expect } from 'chai';
import { CONNECTS, LISTENS, MISSES, vmx } from './machine-files.ts';
import { type Circumstances, KEYBOARD, linesOf, Paper, piped, temporaryPlace } from './stage.ts';

const LINE_A = 'com 1 tx 8 1 even 9600 hello';
const LINE_B = 'com 1 rx 8 1 even 9600';

/** `error[code]` of each finding. */
const findings = (text: string): readonly string[] => text.match(/^\w+\[[\w-]+\]/gm) ?? [];

describe('nullmodem check', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    place.write('a.vmx', LISTENS);
    place.write('b.vmx', CONNECTS);
    place.write('c.vmx', MISSES);
  });
  const check = (words: string, some?: Circumstances) => place.run(['check', ...words.split(' ')], some);

  it('ends with 0 and says so of two that will talk', async () => {
    const { exit, stdout, stderr } = await check('a.vmx b.vmx');
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(linesOf(stdout)[0]).to.equal('These two will talk.');
  });
  it('ends with 1 and shows both ends of two that will not', async () => {
    const { exit, stdout, stderr } = await check('a.vmx c.vmx');
    expect({ exit, stderr }).to.deep.equal({ exit: 1, stderr: '' });
    expect(findings(stdout)).to.deep.equal(['error[ports-differ]']);
    expect(stdout).to.contain(' --> c.vmx:6:36').and.contain(' ::: a.vmx:6:28');
    expect(stdout).to.contain('1 error: these two will not talk.\n');
    expect(stdout).to.contain('nullmodem explain ports-differ');
  });
  it('ends with 0 where a machine alone has nothing wrong, and asks for the other', async () => {
    const { exit, stdout } = await check('a.vmx');
    expect(exit).to.equal(0);
    expect(stdout).to.contain('Nothing is wrong with "Ana" alone.');
    expect(findings(stdout)).to.deep.equal([]);
  });
  it('ends with 0 where there are warnings alone, and says what they are', async () => {
    const words = ['check', 'a.vmx', 'b.vmx', '--line-a', 'com 1 tx 7 1 even 9600 hello', '--line-b', LINE_B];
    const { exit, stdout } = await place.run(words);
    expect(findings(stdout)).to.deep.equal(['warning[lines-differ]']);
    expect(exit).to.equal(0);
  });
  it('ends with 1 for the same on a wire', async () => {
    const words = ['check', 'a.vmx', 'b.vmx', '--line-a', 'com 1 tx 7 1 even 9600 hello', '--line-b', LINE_B];
    const { exit, stdout } = await place.run([...words, '--profile', 'wire']);
    expect(findings(stdout)).to.deep.equal(['error[lines-differ]']);
    expect(exit).to.equal(1);
  });
  it('ends with 2 where one of two cannot be understood, and shows what it finds in the other', async () => {
    place.write('d.vmx', vmx('Eva', 'client', '10.0.0.2'));
    place.write('e.vmx', '');
    const { exit, stdout } = await check('d.vmx e.vmx');
    expect(exit).to.equal(2);
    expect(findings(stdout)).to.have.members(['error[file-empty]', 'error[connector-port-missing]']);
  });

  it('has the given lines in its test, and shows one that is none under its option', async () => {
    const right = await place.run(['check', 'a.vmx', 'b.vmx', '--line-a', LINE_A, '--line-b', LINE_B]);
    expect(right.stdout).to.contain(`in "Ana"  ${LINE_A}`);
    const wrong = await place.run(['check', 'a.vmx', 'b.vmx', '--line-a', 'com 1 tx 9 1 even 9600']);
    expect(wrong.exit).to.equal(2);
    expect(wrong.stdout).to.contain('error[line-unreadable]').and.contain(' --> --line-a:1:10');
    expect(wrong.stdout).to.match(/`9` is no word length: a character has 5, 6, 7 or 8 bits/);
  });
  it('says what is wrong with both lines, the first one first', async () => {
    const lines = ['--line-a', 'com 1 tx 8 1 evn 9600', '--line-b', 'com 1 sx'];
    const { stdout } = await place.run(['check', 'a.vmx', 'b.vmx', ...lines]);
    expect(stdout.match(/(?<=--> )--line-./g)).to.deep.equal(['--line-a', '--line-b']);
  });
  it('says of a line that names no COM port that it does not', async () => {
    for (const line of ['8 1 even 9600', 'com tx 8 1 even 9600 hello', 'com 3 rx 8 1 even 9600']) {
      const { exit, stdout } = await place.run(['check', 'a.vmx', 'b.vmx', '--line-b', line]);
      expect(exit, line).to.equal(2);
      expect(findings(stdout), line).to.deep.equal(['error[line-without-port]']);
    }
  });
  it('says errors first, then in the order of the files', async () => {
    place.write('x.vmx', vmx('Ana', 'server', ':'));
    const { stdout } = await place.run([
      'check',
      'x.vmx',
      'c.vmx',
      '--line-a',
      LINE_A,
      '--line-b',
      'com 2 rx 7 1 even 9600',
    ]);
    const severities = findings(stdout).map((each) => each.split('[')[0]);
    const order = ['error', 'warning', 'info'];
    expect(severities.map((each) => order.indexOf(each ?? ''))).to.deep.equal(
      severities.map((each) => order.indexOf(each ?? '')).sort(),
    );
    expect(severities[0]).to.equal('error');
  });
  it('says what is wrong with the files in their order', async () => {
    place.write('u.txt', 'hello');
    place.write('v.txt', 'hello');
    for (const files of [
      ['u.txt', 'v.txt'],
      ['v.txt', 'u.txt'],
    ]) {
      const { stdout } = await place.run(['check', ...files]);
      expect(stdout.match(/\w\.txt(?=:1:1)/g)).to.deep.equal(files);
    }
  });
  it('says it in Portuguese with --lang pt', async () => {
    expect((await check('a.vmx b.vmx --lang pt')).stdout).to.contain('Estas duas vão comunicar.');
    const { stdout } = await check('a.vmx c.vmx --lang pt');
    expect(stdout).to.contain('erro[ports-differ]:').and.contain('1 erro: ').and.not.contain('error');
  });
  it('fits into the columns of the screen, what is quoted of a file aside', async () => {
    const { stdout } = await check('a.vmx b.vmx', { stdout: new Paper({ columns: 60 }) });
    for (const line of linesOf(stdout).filter((each) => !each.startsWith('  in')))
      expect(line.length, line).to.be.at.most(60);
  });
  it('asks for the names of the computers that are connected to, and for no addresses', async () => {
    place.write('n.vmx', vmx('Rui', 'client', 'ana-laptop:4000'));
    const unknown = await check('a.vmx n.vmx', { names: { 'ana-laptop': 'unknown' } });
    expect(findings(unknown.stdout).join()).to.contain('[host-unresolved]');
    expect(findings((await check('a.vmx n.vmx', { names: { 'ana-laptop': 'known' } })).stdout)).to.deep.equal(
      [],
    );
  });
  it('boots both ends with --boot, once no error is found', async () => {
    const { exit, stdout } = await check('a.vmx b.vmx --boot');
    expect(exit).to.equal(0);
    expect(stdout).to.match(/256 bytes each way, all came/);
  });
  it('boots nothing where an error keeps bytes from going across, and says so', async () => {
    const { exit, stdout } = await check('a.vmx c.vmx --boot');
    expect(exit).to.equal(1);
    expect(stdout).to.contain('Nothing was booted').and.not.contain('256 bytes');
  });
  it('boots what only fails a test, and shows how it fails', async () => {
    const qemu = (options: string) => `qemu-system-i386 -hda minix.img ${options}\n`;
    place.write('a.sh', qemu('-serial tcp::4000,server=on,wait=off'));
    place.write(
      'b.sh',
      qemu('-chardev socket,id=c,host=10.0.0.2,port=4000 -device isa-serial,chardev=c,iobase=0x3f8,irq=3'),
    );
    const { exit, stdout } = await check('a.sh b.sh --boot');
    expect(exit).to.equal(1);
    expect(findings(stdout)).to.include('error[irq-wrong]');
    expect(stdout).to.match(/FAIL +by interrupts: .* 0 of 256 bytes came/);
  });

  describe('on standard input', () => {
    it('reads one of the two, or both from one text', async () => {
      expect((await check('- b.vmx', { stdin: piped(LISTENS) })).exit).to.equal(0);
      const { exit, stdout } = await check('a.vmx -', { stdin: piped(MISSES) });
      expect(exit).to.equal(1);
      expect(stdout).to.contain(' --> <stdin>:6:36');
    });
    it('reads what is piped where no file is named', async () => {
      const { exit, stdout } = await place.run(['check'], { stdin: piped(LISTENS) });
      expect(exit).to.equal(0);
      expect(stdout).to.contain('"Ana" alone');
    });
    it('does not wait for a person, who is told what to type', async () => {
      for (const words of [['check'], ['check', '-'], ['check', 'a.vmx', '-']]) {
        const { exit, stdout, stderr } = await place.run(words, { stdin: KEYBOARD });
        expect({ exit, stdout }, words.join(' ')).to.deep.equal({ exit: 2, stdout: '' });
        expect(stderr).to.contain('check a.vbox b.vbox').and.contain('--help');
      }
    });
    it('is given once', async () => {
      const { exit, stderr } = await check('- -', { stdin: piped(LISTENS) });
      expect(exit).to.equal(2);
      expect(stderr).to.contain('twice');
    });
    it('of more than 4 MiB is refused', async () => {
      const { exit, stdout } = await check('-', { stdin: piped(new Uint8Array((4 << 20) + 1).fill(0x20)) });
      expect(exit).to.equal(2);
      expect(findings(stdout)).to.deep.equal(['error[file-too-large]']);
    });
  });

  describe('with documents', () => {
    it('puts one JSON document on stdout, and the words on stderr', async () => {
      const { exit, stdout, stderr } = await check('a.vmx c.vmx --json');
      expect(exit).to.equal(1);
      const document = JSON.parse(stdout);
      expect(document).to.include({ nullmodem: 1, version: '9.8.7', verdict: 'will-not-talk' });
      expect(
        document.machines.map(({ name, file }: { name: string; file: string }) => [name, file]),
      ).to.deep.equal([
        ['Ana', 'a.vmx'],
        ['Rui', 'c.vmx'],
      ]);
      expect(document.diagnostics[0]).to.include({ code: 'ports-differ', severity: 'error' });
      expect(document.diagnostics[0].spans[0]).to.include({ file: 'c.vmx', line: 6, column: 36, length: 4 });
      expect(stderr).to.contain('error[ports-differ]');
    });
    it('names the verdict of each outcome in JSON', async () => {
      const verdictOf = async (words: string): Promise<string> =>
        JSON.parse((await check(`${words} --json`)).stdout).verdict;
      expect(await verdictOf('a.vmx b.vmx')).to.equal('will-talk');
      expect(await verdictOf('a.vmx')).to.equal('one-machine');
      expect(await verdictOf('a.vmx absent')).to.equal('not-understood');
    });
    it('puts a SARIF log on stdout', async () => {
      const { exit, stdout } = await check('a.vmx c.vmx --sarif');
      expect(exit).to.equal(1);
      const [run] = JSON.parse(stdout).runs;
      expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).to.deep.equal(['ports-differ']);
    });
    it('takes one of them', async () => {
      const { exit, stderr } = await check('a.vmx b.vmx --json --sarif');
      expect(exit).to.equal(2);
      expect(stderr).to.contain('--sarif');
    });
  });

  describe('of a folder', () => {
    it('takes the configurations in it, and passes over what stands beside them', async () => {
      place.write('vms/a.vmx', LISTENS);
      place.write('vms/b.vmx', CONNECTS);
      place.write('vms/README.txt', 'hello');
      place.write('vms/a.vbox-prev', MISSES);
      place.write('vms/Logs/c.vmx', MISSES);
      place.write('vms/.hidden', MISSES);
      place.write('vms/disk.vmdk', new Uint8Array(2 << 20));
      const { exit, stdout } = await check('vms --json');
      expect(exit).to.equal(0);
      expect(JSON.parse(stdout).machines.map(({ file }: { file: string }) => file)).to.deep.equal([
        'vms/a.vmx',
        'vms/b.vmx',
      ]);
    });
    it('takes those in its folders where it has none itself', async () => {
      place.write('vms/Ana/a.vmx', LISTENS);
      place.write('vms/Rui/b.vmx', CONNECTS);
      place.write('vms/Rui/Snapshots/c.vmx', MISSES);
      expect((await check('vms')).exit).to.equal(0);
    });
    it('without any ends with 2', async () => {
      mkdirSync(place.path('empty'));
      place.write('notes/a.txt', 'hello');
      for (const folder of ['empty', 'notes']) {
        const { exit, stdout } = await check(folder);
        expect(exit, folder).to.equal(2);
        expect(findings(stdout)).to.deep.equal(['error[file-unreadable]']);
      }
    });
  });
});
