import { expect } from 'chai';
import type { Language } from '../../harness/config/words/language.ts';
import { renderBoot } from '../../harness/report/boot.ts';
import { bootPair } from '../../harness/run/boot-pair.ts';
import type { BootReport, Obstacle } from '../../harness/run/boot-report.ts';
import { labLine, pairOver, pipe, said } from '../run/configured.ts';

const shown = (report: BootReport, lang: Language = 'en'): readonly string[] =>
  renderBoot(report, { colour: false, lang }).split('\n');

const lab7 = (role: 'listens' | 'connects') => pipe(role, '/home/ana/lab7');

describe('a boot, for a person', () => {
  let right: BootReport;
  let wrongIrq: BootReport;
  let wrongLine: BootReport;
  before(async () => {
    right = await bootPair(pairOver(lab7));
    wrongIrq = await bootPair(pairOver(lab7, {}, { port: { irq: said(3) } }));
    wrongLine = await bootPair(pairOver(lab7), {
      lines: { a: labLine(9600, 'even', 7), b: labLine(9600, 'none', 8) },
    });
  });

  it('says what was booted, and how it differs from the files', () => {
    expect(shown(right).slice(0, 2)).to.deep.equal([
      '"ana" and "rui", booted on this computer as emulated PCs',
      '  The pipe /home/ana/lab7 is one in a temporary folder here.',
    ]);
  });

  it('has a line for each order and each mode', () => {
    expect(shown(right).slice(2)).to.deep.equal([
      '  ok    "ana" started first: 256 bytes each way, all came',
      '  ok    "rui" started first: refused, as VirtualBox would: start "ana" first. Then: 256 bytes each way, all came',
      '  ok    by interrupts: 256 bytes each way, all came',
      '  ok    by interrupts, with FIFOs: 256 bytes each way, all came',
    ]);
  });

  it('says it in Portuguese', () => {
    expect(shown(right, 'pt')).to.deep.equal([
      '"ana" e "rui", arrancadas neste computador como PCs emulados',
      '  O pipe /home/ana/lab7 é aqui um numa pasta temporária.',
      '  ok    "ana" arranca primeiro: 256 bytes em cada sentido, chegaram todos',
      '  ok    "rui" arranca primeiro: recusada, tal como no VirtualBox: arranque primeiro "ana". Depois: 256 bytes em cada sentido, chegaram todos',
      '  ok    por interrupções: 256 bytes em cada sentido, chegaram todos',
      '  ok    por interrupções, com FIFOs: 256 bytes em cada sentido, chegaram todos',
    ]);
  });

  it('says why no interrupt comes', () => {
    expect(shown(wrongIrq).slice(-3)).to.deep.equal([
      '  FAIL  by interrupts: "ana" to "rui": 0 of 256 bytes came; "rui" to "ana": 2 of 256 bytes came',
      '  FAIL  by interrupts, with FIFOs: "ana" to "rui": 0 of 256 bytes came; "rui" to "ana": 16 of 256 bytes came',
      '        COM1 of "rui" is on IRQ 3. A program that opens COM1 waits for IRQ 4, and no interrupt comes; polling works.',
    ]);
  });

  it('shows what came on a wire, and that a hypervisor shows nothing of it', () => {
    const lines = shown(wrongLine);
    const wire = lines.findIndex((line) => line.includes('on a wire, '));
    expect(lines[wire]).to.match(
      /^ {2}FAIL {2}on a wire, 9600 7E1 to 9600 8N1: "ana" to "rui": 256 bytes sent, 256 came, and not the same/,
    );
    expect(lines.slice(wire + 1, wire + 3)).to.deep.equal([
      '          sent  00 01 02 03 04 05 06 07',
      '          came  00 81 82 03 84 05 06 87',
    ]);
    expect(lines.at(-1)).to.match(/^ {2}This works under VirtualBox and fails on a wire: /);
  });

  it('says which values were sent where a character has less than 8 bits', () => {
    expect(shown(wrongLine)).to.include('  A character has 7 bits, so only the values 00 to 7F were sent.');
  });

  it('is in colour where that is asked for', () => {
    expect(renderBoot(right, { colour: true, lang: 'en' })).to.include('\x1b[32mok  \x1b[0m');
  });

  it('lets no name steer the terminal', () => {
    if (right.kind !== 'booted') throw new Error('not booted');
    const A = { ...right.machines.A, name: 'a\x1b[2Jb\nc' };
    for (const line of shown({ ...right, machines: { ...right.machines, A } }))
      expect(line).to.not.match(/\p{Cc}/u);
  });

  it('says in both languages why nothing was booted, and each time something else', () => {
    const obstacles: readonly Obstacle[] = [
      { why: 'off', side: 'A' },
      { why: 'no-socket', side: 'A' },
      { why: 'later', side: 'A', text: '$PORT' },
      { why: 'both-listen' },
      { why: 'both-connect' },
      { why: 'transports-differ' },
      { why: 'ports-differ', listens: '4000', dials: '4001' },
      { why: 'paths-differ', listens: '/a', dials: '/b' },
      { why: 'port-invalid', side: 'A', text: 'x' },
      { why: 'port-invalid', side: 'A', text: '' },
      { why: 'framings-differ', a: 'telnet', b: 'raw' },
      { why: 'fifos', side: 'A' },
      { why: 'no-port', side: 'A', com: 1, base: 0x278 },
      { why: 'no-port', side: 'A', com: 1, base: undefined },
    ];
    const machines = {
      A: { name: 'ana', product: 'virtualbox' },
      B: { name: 'rui', product: 'virtualbox' },
    } as const;
    for (const [lang, begins] of [
      ['en', 'Nothing was booted: '],
      ['pt', 'Nada foi arrancado: '],
    ] as const) {
      const said = obstacles.flatMap((obstacle) => shown({ kind: 'not-booted', machines, obstacle }, lang));
      expect(new Set(said).size).to.equal(obstacles.length);
      for (const line of said) expect(line).to.match(new RegExp(`^${begins}.+\\.$`));
    }
  });
});
