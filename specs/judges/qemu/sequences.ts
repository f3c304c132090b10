import { characterTicks, lastStopTicks, setting, TRIGGERS } from '../../support/datasheet.ts';
import { hex } from './operation.ts';

/** A sequence that a person wrote, with what the book has come of it behind each arrow. */
export interface Written {
  readonly title: string;
  readonly text: string;
}

/** 115 200 8N1 going round the loop. */
const LOOP = 'out LCR 0x80; out DLL 0x01; out LCR 0x03; out MCR 0x10;';
const line = (name: string, divisor: number): string =>
  `out LCR 0x80; out DLM ${divisor >> 8}; out DLL ${divisor & 0xff}; out LCR ${setting(name).lcr}; out MCR 0x10;`;
const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(';');
const sends = (count: number): string => `${times(count, (i) => `out THR ${i + 1}`)};`;
const drains = (count: number, from = 1): string => `${times(count, (i) => `in RBR -> ${hex(i + from)}`)};`;

const registers: readonly Written[] = [
  {
    title: '[2] §8.0 after a reset IER 00, IIR 01, LCR 00, MCR 00, LSR 60, and no delta in MSR',
    text: 'in IER -> 0x00; in IIR -> 0x01; in LCR -> 0x00; in MCR -> 0x00; in LSR -> 0x60; in MSR -> 0xB0',
  },
  {
    title: '[1] §8.1 DLAB redirects offsets 0 and 1 alone, and reading DLL takes no character',
    text: `${LOOP} out IER 0x05; out THR 0x41; out LCR 0x83; in DLL -> 0x01; in DLM -> 0x00; in IIR -> 0x04;
      in MCR -> 0x10; in LSR -> 0x61; in SCR -> 0x00; out LCR 0x03; in RBR -> 0x41; in IER -> 0x05`,
  },
  {
    title: '[31] §8.3 both halves of the divisor read back',
    text: 'out LCR 0x80; out DLM 0x34; out DLL 0x12; in DLM -> 0x34; in DLL -> 0x12; out DLM 0; in DLL -> 0x12',
  },
  {
    title: '[3] §8.7 IER bits 7 to 4 read 0',
    text: 'out IER 0xF0; in IER -> 0x00; out IER 0xFF; in IER -> 0x0F; out IER 0x55; in IER -> 0x05',
  },
  {
    title: '[4] §8.8 MCR bits 7 to 5 read 0',
    text: 'out MCR 0xE0; in MCR -> 0x00; out MCR 0xFF; in MCR -> 0x1F; out MCR 0xAA; in MCR -> 0x0A',
  },
  {
    title: '[5] §8.6 IIR bits 7 and 6 are 1 exactly while FCR bit 0 is, bits 5 and 4 never',
    text: `in IIR -> 0x01; out FCR 0x01; in IIR -> 0xC1; out FCR 0xC9; in IIR -> 0xC1; out FCR 0x00; in IIR -> 0x01`,
  },
  {
    title: '[13] §8.1 all eight bits of LCR read back',
    text: `${times(8, (bit) => `out LCR ${1 << bit}; in LCR -> ${hex(1 << bit)}`)}; out LCR 0xFF; in LCR -> 0xFF`,
  },
  {
    title: '[12] §8.10 SCR keeps what is written, and nothing else touches it',
    text: `out SCR 0x5A; in SCR -> 0x5A; out LCR 0xBF; in SCR -> 0x5A; out FCR 0xC7; out SCR 0xA5; in SCR -> 0xA5`,
  },
  {
    title: '[14] §8.4 §8.9 writes to LSR and MSR do nothing',
    text: `${LOOP} out THR 0x41; out LSR 0x00; in LSR -> 0x61; out LSR 0xFF; in LSR -> 0x61; out MSR 0xFF; in MSR -> 0x00;
      in RBR -> 0x41; in LSR -> 0x60`,
  },
];

const fifos: readonly Written[] = [
  {
    title: '[6] §8.5 FCR bits without bit 0 clear nothing and set nothing',
    text: `${LOOP} out THR 0x41; out FCR 0xC6; in IIR -> 0x01; in LSR -> 0x61; in RBR -> 0x41`,
  },
  {
    title: '[7] §8.5 a change of FCR bit 0, either way, empties the receiver',
    text: `${LOOP} out THR 0x41; out FCR 0x01; in LSR -> 0x60; out THR 0x42; in LSR -> 0x61; out FCR 0x00; in LSR -> 0x60`,
  },
  {
    title: '[8] §8.5 FCR bit 1 empties the receive FIFO, and the timeout with it',
    text: `${LOOP} out FCR 0xC1; out IER 0x01; ${sends(3)} wait 640; in IIR -> 0xCC; out FCR 0xC3 -> lower;
      in LSR -> 0x60; in IIR -> 0xC1; wait 5000 -> no edge`,
  },
  {
    title: '[8] §8.5 FCR bit 1 stops a timeout that runs, and drops an overrun',
    text: `${LOOP} out FCR 0xC1; out IER 0x04; ${sends(16)} out THR 0x55 -> raise; out FCR 0xC3 -> lower; in LSR -> 0x60;
      out IER 0x01; ${sends(2)} wait 300; out FCR 0xC3 -> no edge; wait 5000 -> no edge; in IIR -> 0xC1`,
  },
  {
    title: '[10] §8.5 FCR bit 3 changes no register',
    text: `${LOOP} out FCR 0x01; ${sends(2)} out FCR 0x09; in IIR -> 0xC1; in LSR -> 0x61; ${drains(2)}`,
  },
  {
    title:
      '[17][19] §8.5 §8.4 the FIFO keeps its sixteen, and the 17th is lost with OE, and with it the 18th',
    text: `${LOOP} out FCR 0x01; ${sends(16)} in LSR -> 0x61; ${sends(2)} in LSR -> 0x63; in LSR -> 0x61; ${drains(16)}
      in LSR -> 0x60; wait 500; in LSR -> 0x60`,
  },
  {
    title: '[18] §8.4 without FIFOs a new character takes the place of the old, with OE',
    text: `${LOOP} out THR 0x41; in LSR -> 0x61; out THR 0x42; in LSR -> 0x63; in RBR -> 0x42; in LSR -> 0x60`,
  },
  {
    title: '[20] §8.4 reading LSR takes OE away, and neither DR nor THRE nor TEMT',
    text: `${LOOP} ${sends(2)} in LSR -> 0x63; in LSR -> 0x61; in LSR -> 0x61`,
  },
  ...TRIGGERS.map(({ level, bits }) => ({
    title: `[11][37] §8.5 §8.11 trigger ${level}: asks at ${level} characters and not at one less, and stops below`,
    text: `${LOOP} out FCR ${0x01 | bits}; out IER 0x01; ${sends(level - 1)} in IIR -> 0xC1; out THR 0x40 -> raise;
      in IIR -> 0xC4; out THR 0x41; in IIR -> 0xC4; in RBR; in IIR -> 0xC4; in RBR; in IIR -> 0xC1`,
  })),
  ...['5N1', '5O1', '6E2', '7M1', '7N2', '8N1', '8E1', '8S2'].flatMap((name) =>
    [1, 12, 2304].map((divisor) => {
      const four = 4 * characterTicks(setting(name), divisor);
      const behind = characterTicks(setting(name), divisor) - arrivalOf(name, divisor);
      return {
        title: `[38][39] §8.11 ${name} with divisor ${divisor}: times out ${four} ticks after an arrival and after a read, and not one sooner`,
        text: `${line(name, divisor)} out FCR 0xC1; out IER 0x01; ${sends(3)} wait ${four - behind - 1} -> no edge;
          wait 1 -> raise; in IIR -> 0xCC; in RBR -> 0x01; in IIR -> 0xC1; wait ${four - 1} -> no edge; wait 1 -> raise;
          in RBR -> 0x02; wait ${four - four / 4}; out THR 4 -> no edge; wait ${four - behind - 1} -> no edge; wait 1 -> raise;
          in RBR -> 0x03; in RBR -> 0x04; wait ${3 * four} -> no edge`,
      };
    }),
  ),
  {
    title: '[40] §8.7 the timeout needs IER bit 0, and is not forgotten without',
    text: `${LOOP} out FCR 0xC1; ${sends(1)} wait 640 -> no edge; in IIR -> 0xC1; out IER 0x0E -> raise; in IIR -> 0xC2;
      out IER 0x01 -> raise; in IIR -> 0xCC`,
  },
  {
    title: '[38] §8.11 a character from the line starts the timeout, too',
    text: `out LCR 0x03; out FCR 0x81; out IER 0x01; hear 0x41; wait 7679 -> no edge; wait 1 -> raise; in IIR -> 0xCC;
      hear 0x42; in IIR -> 0xCC; in RBR -> 0x41; wait 7679 -> no edge; hear 0x43; in RBR -> 0x42; in RBR -> 0x43`,
  },
];

function arrivalOf(name: string, divisor: number): number {
  // The first stop bit is sampled at its middle, whatever stop bits there are.
  const { stop } = setting(name);
  const stopTicks = stop * lastStopTicks(setting(name), divisor);
  return characterTicks(setting(name), divisor) - stopTicks + 8 * divisor;
}

const interrupts: readonly Written[] = [
  {
    title: '[33] §8.6 line status, then data, then THRE, each until it is served',
    text: `${LOOP} ${sends(2)} out IER 0x07 -> raise; in IIR -> 0x06; in IIR -> 0x06; in LSR -> 0x63; in IIR -> 0x04;
      in RBR -> 0x02; in IIR -> 0x02; in IIR -> 0x01`,
  },
  {
    title: '[35] §8.7 a write to IER weighs every source anew',
    text: `${LOOP} ${sends(2)} out IER 0x04 -> raise; in IIR -> 0x06; out IER 0x01; in IIR -> 0x04; out IER 0x02; in IIR -> 0x02;
      out IER 0x04 -> raise; in IIR -> 0x06`,
  },
  {
    title: '[36] §8.7 with IER 0 IIR is 01 and the line low, whatever LSR says',
    text: `${LOOP} ${sends(2)} out IER 0x07 -> raise; out IER 0x00 -> lower; in IIR -> 0x01; in LSR -> 0x63; in IIR -> 0x01`,
  },
  {
    title: '[41] §8.6 an IIR read serves THRE if it shows THRE, and else not',
    text: `${LOOP} out THR 0x41; out IER 0x03 -> raise; in IIR -> 0x04; in IIR -> 0x04; in RBR -> 0x41; in IIR -> 0x02;
      in IIR -> 0x01`,
  },
  {
    title: '[42] §8.6 a write to THR serves THRE, which comes again',
    text: 'out IER 0x02 -> raise; out THR 0x41 -> lower raise; in IIR -> 0x02; out THR 0x42 -> raise; in IIR -> 0x02',
  },
  {
    title: '[43] §8.7 IER bit 1 going from 0 to 1 raises THRE each time, and staying 1 does not',
    text: `out IER 0x02 -> raise; in IIR -> 0x02; out IER 0x03 -> no edge; in IIR -> 0x01; out IER 0x00; out IER 0x02 -> raise;
      out IER 0x00 -> lower; in IIR -> 0x01; out IER 0x02 -> raise; in IIR -> 0x02; in IIR -> 0x01`,
  },
  {
    title: '[48] §8.6 INTR stays high while another source asks',
    text: `${LOOP} out THR 0x41; out IER 0x03 -> raise; in RBR -> 0x41; in IIR -> 0x02; out THR 0x42 -> raise;
      out THR 0x43 -> no edge; in LSR -> 0x63`,
  },
  {
    title: '[46] §8.4 an overrun asks with IER bit 2, and an LSR read serves it',
    text: `${LOOP} out THR 0x41; out IER 0x04 -> no edge; out THR 0x42 -> raise; in IIR -> 0x06; in LSR -> 0x63;
      in IIR -> 0x01; in RBR -> 0x42`,
  },
  {
    title: '[15] §8.4 DR stands while a character is held',
    text: `out LCR 0x03; out IER 0x01; in LSR -> 0x60; hear 0x41 -> raise; in LSR -> 0x61; in IIR -> 0x04; in RBR -> 0x41;
      in LSR -> 0x60; in IIR -> 0x01`,
  },
];

const modem: readonly Written[] = [
  {
    title: '[56] §8.8 in loopback DTR is DSR, RTS is CTS, OUT1 is RI and OUT2 is DCD: all sixteen',
    text: times(16, (mcr) => {
      const [dtr, rts, out1, out2] = [mcr & 1, (mcr >> 1) & 1, (mcr >> 2) & 1, (mcr >> 3) & 1];
      return `out MCR ${0x10 | mcr}; in MSR -> ${hex((rts << 4) | (dtr << 5) | (out1 << 6) | (out2 << 7))}`;
    }),
  },
  {
    title: '[60] §8.9 the pins are seen again when loopback ends',
    text: 'in MSR -> 0xB0; out MCR 0x14; in MSR -> 0x40; out MCR 0x04; in MSR -> 0xB0',
  },
  {
    title: '[57] §8.8 while looped nothing is heard from outside, and afterwards it is',
    text: 'out LCR 0x03; out MCR 0x10; hear 0x41; in LSR -> 0x60; out MCR 0x00; hear 0x42; in LSR -> 0x61; in RBR -> 0x42',
  },
  {
    title: '[28] §8.1 5 to 8 bits: the low ones go out, and the receiver shows 0 above',
    text: times(
      4,
      (lcr) => `out LCR ${lcr}; out MCR 0x10; out THR 0xFF; in RBR -> ${hex(2 ** (5 + lcr) - 1)};
      out THR 0xAA; in RBR -> ${hex(0xaa & (2 ** (5 + lcr) - 1))}; out MCR 0x00; out THR 0xC3; hear 0x5A; in RBR`,
    ),
  },
];

/** What drivers do to find out what they have. */
const drivers: readonly Written[] = [
  {
    title: '[61] §8.6 a driver that wants IER to keep four bits, the loop, and C0 of FCR 01 finds a 16550A',
    text: `in IER -> 0x00; out IER 0x00; in IER -> 0x00; out IER 0x0F -> raise; in IER -> 0x0F; out IER 0x00 -> lower;
      in MCR -> 0x00; in LCR -> 0x00; out MCR 0x1A; in MSR -> 0x90; out MCR 0x00; out LCR 0xBF; out FCR 0x00; out LCR 0x00;
      out FCR 0x01; in IIR -> 0xC1; out LCR 0x80; in IIR -> 0xC1; out LCR 0x00; out FCR 0x21; in IIR -> 0xC1; out FCR 0x01;
      out LCR 0x80; out FCR 0x21; in IIR -> 0xC1; out FCR 0x01; out LCR 0x00; out IER 0x40; in IER -> 0x00; out FCR 0x07;
      out FCR 0x00; in LSR -> 0x60; in RBR; in IIR -> 0x01; in MSR -> 0xB0`,
  },
  {
    title: '[17][61] §8.5 §8.6 a driver that fills the loop to count what the FIFO holds counts sixteen',
    text: `${LOOP} out FCR 0x07; ${sends(40)} in LSR -> 0x63; ${drains(16)} in LSR -> 0x60; out FCR 0x06; out MCR 0x00`,
  },
  {
    title: '[61] §8.6 a driver that looks at the bits that are always 0 and at SCR finds no 8250',
    text: `out LCR 0x03; in LCR -> 0x03; in IIR -> 0x01; in MCR -> 0x00; out SCR 0x5A; in SCR -> 0x5A; out SCR 0xA5;
      in SCR -> 0xA5; out FCR 0xE7; in IIR -> 0xC1; out FCR 0x00; in IIR -> 0x01`,
  },
  {
    title:
      '[43][56] §8.7 §8.8 a driver that finds its IRQ by asking for THRE in loopback gets one edge a time',
    text: `out LCR 0x80; out DLL 0x02; out DLM 0x00; out LCR 0x03; out IER 0x00; out MCR 0x18; out IER 0x02 -> raise;
      in IIR -> 0x02; in IIR -> 0x01; out IER 0x00; out IER 0x0F -> raise; in LSR -> 0x60; in RBR; in IIR -> 0x02;
      in MSR -> 0x80; in IIR -> 0x01; out THR 0x00 -> raise; in IIR -> 0x04; in RBR -> 0x00; in IIR -> 0x02; in IIR -> 0x01`,
  },
  {
    title: '[42][48] §8.6 an interrupt handler that serves until IIR is 01 loses no edge',
    text: `${LOOP} out FCR 0x47; out MCR 0x1B; out IER 0x07; in IIR -> 0xC2; in IIR -> 0xC1; ${sends(4)} in IIR -> 0xC4;
      ${drains(4)} in IIR -> 0xC2; in IIR -> 0xC1; out THR 0x10 -> raise; in IIR -> 0xC2; wait 640 -> raise; in IIR -> 0xCC;
      in RBR -> 0x10; in IIR -> 0xC1`,
  },
];

export const SEQUENCES: readonly Written[] = [...registers, ...fifos, ...interrupts, ...modem, ...drivers];
