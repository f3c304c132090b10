import { expect } from 'chai';
import { describeWithQemu } from '../peer/qemu/describe-with-qemu.ts';
import { temporaryPlace } from './stage.ts';

const file = (name: string, chip: string): string => `version: 1
name: ${name}
machines: { A: { line: 115200 8N1${chip} }, B: { line: 115200 8N1 } }
steps:
  - send: { from: B, text: hi }
  - expect: { on: A, text: hi }
`;

describe('a scenario that asks for QEMU’s chip', () => {
  const place = temporaryPlace();
  const { PATH } = process.env;

  beforeEach(() => {
    place.write('qemu.lab7.yaml', file('with QEMU', ', chip: qemu'));
    place.write('ours.lab7.yaml', file('with ours', ''));
  });

  afterEach(() => {
    process.env.PATH = PATH;
  });

  it('is an error of the world where QEMU is missing: it names the package, and the rest is played', async () => {
    process.env.PATH = place.folder;
    const { exit, stdout } = await place.run(['run', 'qemu.lab7.yaml', 'ours.lab7.yaml']);
    expect(exit).to.equal(3);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 3)).to.deep.equal([
      'ERROR with QEMU',
      "  qemu-system-x86_64-microvm is not installed, and with it QEMU's chip",
      '  fix: On Debian and Ubuntu: apt-get install qemu-system-x86.',
    ]);
    expect(stdout).to.match(/^ok {4}with ours {2}\[cable, wire\]/m);
    expect(stdout).to.match(/^1 passed, 1 error in /m);
  });

  it('has its code in the JSON', async () => {
    process.env.PATH = place.folder;
    const { exit, stdout } = await place.run(['run', 'qemu.lab7.yaml', '--json']);
    expect(exit).to.equal(3);
    expect(JSON.parse(stdout).errors).to.have.nested.property('[0].code', 'qemu-missing');
  });

  it('is skipped on a wire, and fails nothing', async () => {
    const { exit, stdout } = await place.run(['run', 'qemu.lab7.yaml', '--profile', 'wire']);
    expect(exit).to.equal(0);
    expect(stdout).to.match(
      /^skip {2}with QEMU {2}\[cable, wire\] {2}has QEMU's chip, and no level comes out of QEMU$/m,
    );
  });

  describeWithQemu('where QEMU is there', () => {
    it('is one scenario with one verdict, and shows ours beside', async () => {
      const { exit, stdout } = await place.run(['run', 'qemu.lab7.yaml']);
      expect(exit).to.equal(0);
      expect(stdout).to.match(/^ok {4}with QEMU {2}\[cable, qemu\] {2}B -> A "hi" 2 bytes$/m);
      expect(stdout).to.match(/^ {2}QEMU's chip in A; with ours it comes to the same$/m);
      expect(stdout).to.match(/^1 passed in /m);
    });
  });
});
