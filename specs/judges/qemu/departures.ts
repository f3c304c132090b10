import {
  dataMask,
  FCR,
  FIFO_DEPTH,
  IER,
  IIR,
  LCR,
  LSR,
  MCR,
  REG,
  settingOf,
} from '../../support/datasheet.ts';
import type { Departure } from './departure.ts';
import { hear, type Operation, out, read, wait } from './operation.ts';
import type { Ours } from './ours.ts';

const writes = (one: Operation, offset: number): one is Operation & { do: 'out' } =>
  one.do === 'out' && one.offset === offset;

/** THR and IER stand where the divisor latch stands under DLAB. */
const writesThr = (one: Operation, ours: Ours): boolean => writes(one, REG.THR) && !ours.dlab;
const divisorAfter = (one: Operation, ours: Ours): number => {
  if (!ours.dlab || one.do !== 'out' || one.offset > REG.DLM) return ours.divisor;
  return one.offset === REG.DLL
    ? (ours.divisor & 0xff00) | one.value
    : (ours.divisor & 0x00ff) | (one.value << 8);
};

/** Writes to IER that must not meet the divisor latch instead. */
const toIer = (ours: Ours, ...values: readonly number[]): Operation[] => {
  const written = values.map((value) => out(REG.IER, value));
  return ours.dlab ? [out(REG.LCR, ours.lcr & ~LCR.DLAB), ...written, out(REG.LCR, ours.lcr)] : written;
};

const toggles = (value: number, ours: Ours): boolean => ((value & FCR.ENABLE) !== 0) !== ours.fifosOn;

/** What an FCR write empties, by the book. */
const empties = (one: Operation, bit: number, ours: Ours): boolean =>
  writes(one, REG.FCR) &&
  (toggles(one.value, ours) || ((one.value & FCR.ENABLE) !== 0 && (one.value & bit) !== 0));

/** Bits from the start bit to the end of the last stop bit. */
const frameBits = (lcr: number): number => {
  const { bits, parity, stop } = settingOf(lcr);
  return 1 + bits + (parity === 'N' ? 0 : 1) + stop;
};

/** How many characters QEMU takes from its socket. */
const roomInQemu = (ours: Ours): number => {
  const { held } = ours;
  if (!ours.fifosOn) return 1 - held;
  if (held <= ours.trigger) return ours.trigger - held;
  return held < FIFO_DEPTH ? 1 : 0;
};

/** All of them. What came first is given first: a rule sees what those above it have made of an operation. */
export const DEPARTURES: readonly Departure[] = [
  {
    name: 'starts with OUT2',
    behaviours: [2],
    section: '8.0',
    why: 'QEMU comes out of reset with MCR 08, as a BIOS leaves it. All else is as in table I.',
    shown: 'in MCR',
    differs: 'in MCR -> ours 0x00, QEMU 0x08',
    begins: [out(REG.MCR, 0)],
  },
  {
    name: 'OUT2 gates nothing',
    behaviours: [47, 58],
    section: '8.8',
    why: 'On a PC the IRQ passes a gate that OUT2 opens, and in loopback OUT2 is off. QEMU has no gate: its IRQ is INTR, and is compared with ours before the gate.',
    shown: 'out MCR 0x00; out IER 0x02',
    differs: 'out IER 0x02 -> ours no edge, QEMU raise',
    ungated: true,
  },
  {
    name: 'transmits at once',
    behaviours: [44, 49, 52],
    section: '8.4',
    why: 'A character leaves QEMU, or comes round its loop, within the write to THR: THRE and TEMT never go, and the interrupt is never late. Ours is given the time that the character takes, and QEMU as much; in loopback, from the arrival on.',
    shown: 'out LCR 0x03; out THR 0x41; in LSR',
    differs: 'in LSR -> ours 0x20, QEMU 0x60',
    plays({ ours, qemu }, one, chip) {
      if (!writesThr(one, chip)) return { ours, qemu };
      const { arrival, character, looped, ticksToTimeout } = chip;
      // What would time out while the character goes round must have done so before it is there at once.
      const before = looped && ticksToTimeout < arrival ? [wait(ticksToTimeout)] : [];
      const after = looped ? character - arrival : character;
      return {
        ours: [...before, ...ours, wait(character)],
        qemu: [...before, ...qemu, wait(after)],
      };
    },
  },
  {
    name: 'all words have eight bits',
    behaviours: [28],
    section: '8.1',
    why: 'QEMU sends and receives all eight bits whatever LCR bits 0 and 1 say. It is given the bits that the word length leaves, ours is given all.',
    shown: 'out LCR 0x00; out MCR 0x10; out THR 0xFF; in RBR',
    differs: 'in RBR -> ours 0x1F, QEMU 0xFF',
    plays({ ours, qemu }, one, chip) {
      if (one.do !== 'hear' && !writesThr(one, chip)) return { ours, qemu };
      const mask = dataMask(settingOf(chip.lcr));
      const cut = (played: Operation): Operation => {
        if (played.do === 'hear' && played.char !== 'break') return hear(played.char & mask);
        return played.do === 'out' ? out(REG.THR, played.value & mask) : played;
      };
      return { ours, qemu: qemu.map(cut) };
    },
  },
  {
    name: 'one and a half stop bits are two',
    behaviours: [29, 38],
    section: '8.1',
    why: 'The character timeout of 5 bits with LCR bit 2 is four times a character with two stop bits. QEMU is given its time in the same ratio.',
    shown: 'out LCR 0x04; out MCR 0x10; out FCR 0xC1; out IER 0x01; out THR 0x01; wait 5664; wait 96',
    differs: 'wait 5664 -> ours raise, QEMU no edge',
    pace: ({ lcr }) => Math.ceil(frameBits(lcr)) / frameBits(lcr),
  },
  {
    name: 'times in single precision',
    behaviours: [38],
    section: '8.11',
    why: 'QEMU works out a character in 32-bit floating point and whole nanoseconds; where that is longer than the book has it, its timeout comes one tick later or more. QEMU is given its time in the same ratio.',
    shown:
      'out LCR 0x80; out DLL 0x60; out DLM 0xEA; out LCR 0x00; out MCR 0x10; out FCR 0xC1; out IER 0x01; out THR 0x01; wait 26400000',
    differs: 'wait 26400000 -> ours raise, QEMU no edge',
    pace({ lcr, divisor }) {
      if (divisor === 0) return 1;
      const bits = Math.ceil(frameBits(lcr));
      const bit = Math.fround(1e9 / Math.fround(115_200 / divisor));
      return Math.trunc(Math.fround(bit * bits)) / ((bits * divisor * 1e9) / 115_200);
    },
  },
  {
    name: 'an armed timeout keeps its length',
    behaviours: [38],
    section: '8.11',
    why: 'A timeout that runs while the divisor or the shape of a character changes ends when it would have ended. Such a write is left out.',
    shown:
      'out LCR 0x80; out DLL 0x01; out LCR 0x03; out MCR 0x10; out FCR 0xC1; out IER 0x01; out THR 0x01; out LCR 0x07; wait 632',
    differs: 'wait 632 -> ours no edge, QEMU raise',
    plays(played, one, ours) {
      if (!ours.armed || one.do !== 'out') return played;
      const lcr = one.offset === REG.LCR ? one.value : ours.lcr;
      const same = divisorAfter(one, ours) === ours.divisor && frameBits(lcr) === frameBits(ours.lcr);
      return same ? played : null;
    },
  },
  {
    name: 'divisor 0 is passed over',
    behaviours: [32],
    section: '8.3',
    why: 'QEMU keeps the character time of the divisor before; ours counts 0 as 65 536. The book leaves it open. Such a write is left out.',
    shown: 'out LCR 0x80; out DLL 0x00; out LCR 0x03; out THR 0x41; in LSR',
    differs: 'in LSR -> ours 0x20, QEMU 0x60',
    plays: (played, one, ours) => (divisorAfter(one, ours) === 0 ? null : played),
  },
  {
    name: 'hears the line in loopback',
    behaviours: [56, 57],
    section: '8.8',
    why: 'QEMU takes characters from its socket in loopback too. The character is given to ours alone, which must not see it.',
    shown: 'out LCR 0x03; out MCR 0x10; hear 0x41; in LSR',
    differs: 'in LSR -> ours 0x60, QEMU 0x61',
    plays: ({ ours, qemu }, _, chip) => ({
      ours,
      qemu: chip.looped ? qemu.filter((played) => played.do !== 'hear') : qemu,
    }),
  },
  {
    name: 'no overrun from the line',
    behaviours: [18, 19],
    section: '8.4',
    why: 'QEMU leaves what it has no room for in the socket, and has room up to the trigger level only. A character that does not fit is left out.',
    shown: 'out LCR 0x03; hear 0x41; hear 0x42; in LSR',
    differs: 'in LSR -> ours 0x63, QEMU 0x61',
    plays: (played, one, ours) => (one.do === 'hear' && !ours.looped && roomInQemu(ours) < 1 ? null : played),
  },
  {
    name: 'a break comes without its place',
    behaviours: [21, 22, 25],
    section: '8.4',
    why: 'QEMU shows BI at once, whatever stands before it in the FIFO, without FE and without LSR bit 7; it goes when the FIFO is empty; and no timeout starts. A break from the line is left out.',
    shown: 'out LCR 0x03; out FCR 0xC1; hear 0x41; hear break; in LSR',
    differs: 'in LSR -> ours 0xE1, QEMU 0x71',
    plays: (played, one, ours) => (one.do === 'hear' && one.char === 'break' && !ours.looped ? null : played),
  },
  {
    name: 'no deltas in loopback',
    behaviours: [54, 55, 56, 60],
    section: '8.8',
    why: 'In loopback QEMU shows the levels of MCR in MSR, and neither deltas nor the interrupt. Ours has its MSR read behind each write to MCR that may make them.',
    shown: 'out MCR 0x10; in MSR',
    differs: 'in MSR -> ours 0x0B, QEMU 0x00',
    plays({ ours, qemu }, one, chip) {
      if (!writes(one, REG.MCR) || !(chip.looped || one.value & MCR.LOOP)) return { ours, qemu };
      const { ier } = chip;
      return { ours: [...toIer(chip, ier & ~IER.MODEM), ...ours, read(REG.MSR), ...toIer(chip, ier)], qemu };
    },
  },
  {
    name: 'a break does not go round',
    behaviours: [59],
    section: '8.8',
    why: 'LCR bit 6 does nothing in QEMU but read back. A write that would bring a break into the loop is left out.',
    shown: 'out LCR 0x03; out MCR 0x10; out LCR 0x43; wait 1824; in LSR',
    differs: 'in LSR -> ours 0x79, QEMU 0x60',
    plays(played, one, ours) {
      const lcr = writes(one, REG.LCR) ? one.value : ours.lcr;
      const looped = writes(one, REG.MCR) ? (one.value & MCR.LOOP) !== 0 : ours.looped;
      return looped && (lcr & LCR.BREAK) !== 0 ? null : played;
    },
  },
  {
    name: 'FCR does not ask for bit 0',
    behaviours: [6],
    section: '8.5',
    why: 'QEMU clears with FCR bits 1 and 2 although bit 0 is written as 0, and DR goes. It is given 00, which is what such a write comes to.',
    shown: 'out LCR 0x03; out MCR 0x10; out THR 0x41; out FCR 0x02; in LSR',
    differs: 'in LSR -> ours 0x61, QEMU 0x60',
    plays: ({ ours, qemu }) => ({
      ours,
      qemu: qemu.map((played) =>
        writes(played, REG.FCR) && (played.value & FCR.ENABLE) === 0 ? out(REG.FCR, 0) : played,
      ),
    }),
  },
  {
    name: 'clearing the empty transmit FIFO asks for an interrupt',
    behaviours: [9, 41],
    section: '8.6',
    why: 'Whenever the transmit FIFO is cleared QEMU raises THRE anew, even if nothing was in it. The book is silent. Ours has IER bit 1 taken away and given back, which raises it too.',
    shown: 'out FCR 0x01; out IER 0x02; in IIR; out FCR 0x05',
    differs: 'out FCR 0x05 -> ours no edge, QEMU raise',
    plays({ ours, qemu }, one, chip) {
      if (!empties(one, FCR.CLEAR_TX, chip)) return { ours, qemu };
      const { ier, pending } = chip;
      const raises = (ier & IER.THRE) !== 0 && pending !== IIR.THRE;
      return { ours: raises ? [...toIer(chip, ier & ~IER.THRE, ier), ...ours] : ours, qemu };
    },
  },
  {
    name: 'OE outlives the FIFO',
    behaviours: [7, 8],
    section: '8.5',
    why: 'QEMU clears the receive FIFO and leaves LSR.OE. Its LSR is read behind the write.',
    shown: 'out LCR 0x03; out MCR 0x10; out THR 0x41; out THR 0x42; out FCR 0x01; in LSR',
    differs: 'in LSR -> ours 0x60, QEMU 0x62',
    plays: ({ ours, qemu }, one, chip) => ({
      ours,
      qemu: empties(one, FCR.CLEAR_RX, chip) && chip.lsrHas(LSR.OE) ? [...qemu, read(REG.LSR)] : qemu,
    }),
  },
  {
    name: 'the timeout is shown first',
    behaviours: [33],
    section: '8.6',
    why: 'Where data available and the timeout both stand, QEMU shows 0C and ours 04. They have one priority, and the book leaves it open.',
    shown:
      'out LCR 0x03; out MCR 0x10; out FCR 0x41; out IER 0x01; out THR 0x01; wait 7680; out THR 0x02; out THR 0x03; out THR 0x04; in IIR',
    differs: 'in IIR -> ours 0xC4, QEMU 0xCC',
    reads: (offset, ours) =>
      offset === REG.IIR && ours.timedOut
        ? (value) => ((value & 0x0f) === IIR.RDA ? (value & 0xf0) | IIR.TIMEOUT : value)
        : null,
  },
  {
    name: 'an empty RBR reads as 00 or as what came last',
    behaviours: [16],
    section: '8.4',
    why: 'With FIFOs an empty RBR reads as 00, without as the last character that came so; ours as the one that was read last. The book leaves it open.',
    shown: 'out LCR 0x03; out MCR 0x10; out FCR 0x01; out THR 0x41; in RBR; in RBR',
    differs: 'in RBR -> ours 0x41, QEMU 0x00',
    reads: (offset, ours) =>
      offset === REG.RBR && !ours.dlab && !ours.lsrHas(LSR.DR)
        ? () => (ours.fifosOn ? 0 : ours.cameWithoutFifos)
        : null,
  },
];
