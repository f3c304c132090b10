import { expect } from 'chai';
import type { ChipEvent } from '../../harness/ground/chip-event.ts';
import type { Uart } from '../../harness/uart/chip.ts';
import { chipWith, fifos, range, writeAll } from '../support/chip.ts';
import { FCR, IER, LSR, MCR, REG } from '../support/datasheet.ts';
import { badParity, feed } from '../support/line.ts';

/** A chip whose journal is kept from here on. */
function kept(setup: Parameters<typeof chipWith>[0] = {}): { chip: Uart; journal: ChipEvent[] } {
  const chip = chipWith(setup);
  const journal: ChipEvent[] = [];
  chip.journal = journal;
  return { chip, journal };
}

describe('Event journal', () => {
  it('stays off until it is given an array', () => {
    const chip = chipWith();
    chip.write(REG.THR, 1);
    expect(chip.journal).to.equal(null);
  });

  it('has each frame as it begins, with its write and its end', () => {
    const { chip, journal } = kept({ line: '7N1' });
    writeAll(chip, [0xc1, 0x42]);
    chip.advance(500);
    expect(journal).to.deep.equal([
      { kind: 'frame', at: 0, serial: 1, char: 0x41, ends: 144 },
      { kind: 'frame', at: 144, serial: 2, char: 0x42, ends: 288 },
    ]);
  });

  it('has each character as it comes, with its flags and how many are held', () => {
    const { chip, journal } = kept({ line: '8E1', fcr: fifos() });
    const came = feed(chip, 0x41, badParity(0x42));
    expect(journal).to.deep.equal([
      { kind: 'char', at: came - 176, serial: 0, char: 0x41, errors: 0, held: 1 },
      { kind: 'char', at: came, serial: 0, char: 0x42, errors: LSR.PE, held: 2 },
    ]);
  });

  it('has the lost character and OE with the one that replaces it, without the FIFO', () => {
    const { chip, journal } = kept();
    const came = feed(chip, 0x41, 0x42);
    expect(journal.slice(1)).to.deep.equal([
      { kind: 'lost', at: came, serial: 0, char: 0x41, how: 'overrun' },
      { kind: 'char', at: came, serial: 0, char: 0x42, errors: LSR.OE, held: 1 },
    ]);
  });

  it('has the errors of the one that replaces it beside OE', () => {
    const { chip, journal } = kept({ line: '8E1' });
    const came = feed(chip, 0x41, badParity(0x42));
    expect(journal.at(-1)).to.deep.equal({
      kind: 'char',
      at: came,
      serial: 0,
      char: 0x42,
      errors: LSR.OE | LSR.PE,
      held: 1,
    });
  });

  it('has each character that FCR or a reset empties out of the receive FIFO', () => {
    for (const [how, lose] of [
      ['cleared-by-fcr', (chip: Uart) => chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_RX)],
      ['reset', (chip: Uart) => chip.reset(chip.now)],
    ] as const) {
      const { chip, journal } = kept({ line: '8E1', fcr: fifos() });
      const at = feed(chip, 0x41, badParity(0x42));
      lose(chip);
      expect(journal.slice(2)).to.deep.equal([
        { kind: 'lost', at, serial: 0, char: 0x41, how },
        { kind: 'lost', at, serial: 0, char: 0x42, how },
      ]);
    }
  });

  it('has the seventeenth character as lost, and as nothing else', () => {
    const { chip, journal } = kept({ fcr: fifos() });
    const came = feed(chip, ...range(17));
    expect(journal.slice(16)).to.deep.equal([
      { kind: 'lost', at: came, serial: 0, char: 16, how: 'overrun' },
    ]);
  });

  const LOSSES = [
    {
      how: 'overwritten',
      serials: [2],
      lose: (chip: Uart) => writeAll(chip, [1, 2, 3]),
    },
    {
      how: 'fifo-full',
      serials: [18, 19],
      fcr: FCR.ENABLE,
      lose: (chip: Uart) => writeAll(chip, range(19)),
    },
    {
      how: 'unsent-cleared-by-fcr',
      serials: [2, 3],
      fcr: FCR.ENABLE,
      lose: (chip: Uart) => {
        writeAll(chip, [1, 2, 3]);
        chip.write(REG.FCR, FCR.ENABLE | FCR.CLEAR_TX);
      },
    },
    {
      how: 'unsent-at-reset',
      serials: [2],
      lose: (chip: Uart) => {
        writeAll(chip, [1, 2]);
        chip.reset(10);
      },
    },
  ] as const;

  for (const { how, serials, lose, ...setup } of LOSSES) {
    it(`names the writes that are lost as ${how}`, () => {
      const { chip, journal } = kept(setup);
      lose(chip);
      const lost = journal.filter((event) => event.kind === 'lost');
      expect(lost.map((event) => [event.how, event.serial])).to.deep.equal(
        serials.map((serial) => [how, serial]),
      );
    });
  }

  it('has the timeout with how many are held', () => {
    const { chip, journal } = kept({ fcr: fifos(14) });
    const came = feed(chip, 1, 2);
    chip.advance(came + 1000);
    expect(journal.slice(2)).to.deep.equal([{ kind: 'timeout', at: came + 640, held: 2 }]);
  });

  it('has each change of INTR with IIR as it is then, and no record while INTR stays', () => {
    const { chip, journal } = kept({ fcr: fifos() });
    chip.write(REG.IER, IER.THRE | IER.MODEM);
    chip.setPins(0x10);
    chip.read(REG.IIR);
    chip.advance(25);
    chip.read(REG.MSR);
    expect(journal).to.deep.equal([
      { kind: 'intr', at: 0, level: 1, iir: 0xc2 },
      { kind: 'intr', at: 25, level: 0, iir: 0xc1 },
    ]);
  });

  it('has frames that go round in loopback, too', () => {
    const { chip, journal } = kept({ mcr: MCR.LOOP });
    chip.write(REG.THR, 0x41);
    chip.advance(152);
    expect(journal, 'the serial number of one that came round is negative').to.deep.equal([
      { kind: 'frame', at: 0, serial: 1, char: 0x41, ends: 160 },
      { kind: 'char', at: 152, serial: -1, char: 0x41, errors: 0, held: 1 },
    ]);
  });
});
