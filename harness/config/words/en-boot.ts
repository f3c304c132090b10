import type { BootWords } from './boot.ts';

export const BOOT_EN: BootWords = {
  title: (a, b) => `${a} and ${b}, booted on this computer as emulated PCs`,
  assumed: (machine, as, why) =>
    why === 'version'
      ? `${machine} runs as under ${as}: its file does not say which version it is for.`
      : `${machine} runs as under ${as}, whose serial ports are the nearest that we have rules of.`,
  host: (from, to) => `${from} is ${to} here.`,
  pipe: (path) => `The pipe ${path} is one in a temporary folder here.`,
  port: (port, why) =>
    why === 'busy'
      ? `Another program listens on port ${port} of this computer, so a free port was taken instead.`
      : `This computer does not let you listen on port ${port}, so a free port was taken instead.`,
  waits: (machine, peer) => `${machine} waits with its start until ${peer} connects.`,
  values: (bits, last) => `A character has ${bits} bits, so only the values 00 to ${last} were sent.`,

  first: (machine) => `${machine} started first`,
  refused: (product, listener) => `refused, as ${product} would: start ${listener} first. Then: `,
  retried: (listener) => `it connects once ${listener} is there. Then: `,
  mode: { int: 'by interrupts', fifo: 'by interrupts, with FIFOs' },
  wire: (a, b) => `on a wire, ${a} to ${b}`,

  allCame: (count) => `${count} bytes each way, all came`,
  came: (from, to, received, sent, same) =>
    same
      ? `${from} to ${to}: ${received} of ${sent} bytes came`
      : `${from} to ${to}: ${sent} bytes sent, ${received} came, and not the same`,
  withFlag: (count, flag) => `${count} with ${flag}`,
  wanted: 'sent',
  got: 'came',

  irq: (machine, com, wired, needed) =>
    `COM${com} of ${machine} is on IRQ ${wired}. A program that opens COM${com} waits for IRQ ${needed}, and no interrupt comes; polling works.`,
  failsOnWire: (products) =>
    `This works under ${products} and fails on a wire: no line setting crosses a socket, and on a wire both ends need the same.`,
  and: ' and ',

  notBooted: 'Nothing was booted:',
  obstacle: {
    off: (machine) => `the serial port of ${machine} is off.`,
    noSocket: (machine) => `the serial port of ${machine} leads to no socket and no pipe.`,
    later: (machine, text) =>
      `what the serial port of ${machine} leads to hangs on ${text}, which is known only when the script runs.`,
    bothListen: 'both machines listen, and none connects.',
    bothConnect: 'both machines connect, and none listens.',
    transportsDiffer: 'one machine uses TCP, the other one a pipe.',
    portsDiffer: (listens, dials) =>
      `one machine listens on port ${listens}, the other connects to ${dials}.`,
    pathsDiffer: (listens, dials) => `one machine listens on ${listens}, the other connects to ${dials}.`,
    portInvalid: (machine, text) =>
      text === ''
        ? `${machine} has no port number.`
        : `${machine} has ${text} where a port number should be.`,
    framingsDiffer: (a, b) => `the bytes stand on the socket in two forms, ${a} and ${b}.`,
    fifos: (machine) => `${machine} uses a pair of FIFOs, where nobody listens and nobody connects.`,
    noPort: (machine, com, base) =>
      `the lab’s program opens COM${com}, and ${machine} has its serial port ${base === undefined ? 'elsewhere' : `at ${base}`}.`,
  },
};
