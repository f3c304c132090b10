import type { Entries } from '../catalogue.ts';
import { capital, machineOf } from '../names.ts';
import { hex, shown } from '../quoting.ts';
import { framingNamed, LISTENER_FIRST, portOf } from './names.ts';

const ON_THIS_COMPUTER =
  'The address 127.0.0.1 is right for two machines on one computer; on two, type the other computer’s, which `nullmodem address` prints there.';

/** One port: whether it is on, where it leads, and its place in the PC. */
export const PORT = {
  'port-off': {
    what: (f) =>
      f.none ? `${machineOf(f)} has no serial port that is on.` : `${capital(portOf(f))} is off.`,
    why: () => 'The guest finds no UART at the port’s address: every read gives 0xFF, and nothing is sent.',
    fix: () => 'Switch the port on, and let it lead to the partner over TCP.',
    next: () => `${LISTENER_FIRST} ${ON_THIS_COMPUTER}`,
    mark: () => 'off',
    page: 'A serial port must be on: in VirtualBox, tick Enable Serial Port. All other settings of a port that is off mean nothing. In the guest, `conf` reads 0xFF from every register, and a polling loop never ends.',
  },
  'only-in-snapshot': {
    what: (f) => `${capital(portOf(f))} is on in a snapshot only, and off in the machine as it is now.`,
    why: () =>
      'A snapshot keeps the settings of its time. The machine starts with its own, which stand elsewhere in the same file.',
    fix: () => 'Switch the port on in the machine’s present settings, or restore the snapshot.',
    next: () => LISTENER_FIRST,
    mark: () => 'off now',
    also: () => ['on in the snapshot'],
    page: 'A .vbox file repeats all settings for each snapshot. Those that count when the machine starts are the machine’s own. A port that was switched on, kept in a snapshot and later switched off shows up in the file, but is not there.',
  },
  'port-disconnected': {
    what: (f) => `${capital(portOf(f))} is on, but leads nowhere.`,
    why: () => 'Its mode is “disconnected”: the guest sees a UART, and what it sends is lost.',
    fix: () => 'Let it lead to the partner over TCP.',
    next: () => `${LISTENER_FIRST} ${ON_THIS_COMPUTER}`,
    mark: () => 'leads nowhere',
    also: () => ['the partner’s'],
    page: 'A port whose mode is Disconnected exists in the guest: `conf` and `set` work. But nothing comes, and what is sent is lost. Choose the mode TCP.',
  },
  'not-at-start': {
    what: (f) => `${capital(portOf(f))} is not connected when the machine starts.`,
    why: () =>
      'The setting “Connect at power on” is off: the port leads nowhere until somebody connects it by hand.',
    fix: () => 'Switch it on: serialN.startConnected = "TRUE".',
    page: 'VMware can start a machine with a serial port unplugged. As long as startConnected is FALSE, what the guest sends is lost.',
  },
  'leads-elsewhere': {
    what: (f) => {
      const to = { file: 'writes into the file', device: 'leads to the host’s device', other: 'leads to' }[
        f.kind
      ];
      return `${capital(portOf(f))} ${to} ${shown(f.what)}, and not to another machine.`;
    },
    why: (f) =>
      f.partner === undefined
        ? 'Two machines talk over TCP, or on one computer over a pipe.'
        : `The partner uses ${f.partner === 'tcp' ? 'TCP' : 'a pipe'}, and the two never meet.`,
    fix: () => 'Let it lead to the partner over TCP.',
    next: () => `${LISTENER_FIRST} ${ON_THIS_COMPUTER}`,
    mark: (f) => (f.kind === 'file' ? 'a file' : f.kind === 'device' ? 'a device of the host' : 'no link'),
    also: () => ['the partner’s'],
    page: 'A serial port can lead to a file, a device of the host, or the terminal that the machine was started in. Then the guest’s output lands there, and nothing of it reaches the partner. Choose TCP: one machine listens on a port, the other connects to it.',
  },
  'irq-wrong': {
    what: (f) =>
      `${capital(portOf(f))} is at ${hex(f.base)} with IRQ ${f.irq}, and the lab waits for IRQ ${f.needed} there.`,
    why: (f) =>
      `On a PC, ${hex(f.base)} goes with IRQ ${f.needed}. Polling works, since it needs no interrupt; with interrupts the program hangs, because none ever arrives on IRQ ${f.needed}.`,
    next: () => 'Run the interrupt test again.',
    mark: (f) => `IRQ ${f.needed} belongs here`,
    page: 'COM1 is 0x3F8 with IRQ 4, COM2 is 0x2F8 with IRQ 3. Programs count on these pairs. With another IRQ the polled test passes, and the interrupt test hangs: the UART raises a line that nobody listens to.',
  },
  'base-not-standard': {
    what: (f) => `${capital(portOf(f))} is at ${hex(f.base)}, where no program looks for a serial port.`,
    why: () =>
      'The lab’s program opens COM1 at 0x3F8 or COM2 at 0x2F8. Elsewhere it reads 0xFF from every register.',
    fix: () => 'Put it at 0x3F8 with IRQ 4, which is COM1.',
    mark: () => 'no COM port’s address',
    page: 'The PC’s serial ports stand at 0x3F8 (COM1), 0x2F8 (COM2), 0x3E8 (COM3) and 0x2E8 (COM4). A port at any other address works, but nobody finds it: `conf 1` reads 0xFF everywhere. Digits swapped while typing, 0x3E8 for 0x3F8 or 3F8 without 0x, are the usual cause.',
  },
  'base-shared': {
    what: (f) => `${capital(portOf(f))} is at ${hex(f.base)}, like port ${f.other}.`,
    why: () =>
      'Two UARTs cannot answer at one address: one of them is hidden, or the machine does not start.',
    fix: (f) => `Put it at another address than port ${f.other}, or switch one of them off.`,
    mark: () => 'the same address',
    also: () => ['and here'],
    page: 'Each serial port that is on needs an I/O base of its own: 0x3F8 for COM1, 0x2F8 for COM2. When one port’s settings are copied to the next, both stand at the same address, and the guest reaches only one of them.',
  },
  'irq-shared': {
    what: (f) => `${capital(portOf(f))} has IRQ ${f.irq}, like port ${f.other}.`,
    why: () =>
      'ISA interrupts are not made for sharing: while one port’s request stands, the other’s edge is lost, and its program hangs.',
    fix: (f) => `Switch off the port that you do not need: ${f.port} or ${f.other}.`,
    mark: () => 'the same IRQ',
    also: () => ['and here'],
    page: 'COM1 and COM3 share IRQ 4, COM2 and COM4 share IRQ 3. That does no harm as long as only one of the two is used with interrupts. Used together, interrupts get lost.',
  },
  'not-com1': {
    what: (f) => `The link of ${machineOf(f)} is on COM${f.com}, and the lab’s program opens COM1 as a rule.`,
    why: (f) =>
      f.com > 2
        ? `The lab’s program knows COM1 and COM2 only, so nothing of what comes in on COM${f.com} is ever read.`
        : 'Run with port 1, it talks to a UART that leads nowhere: it sends without an error, and nothing arrives.',
    fix: (f) =>
      f.com > 2
        ? 'Make it the machine’s first serial port.'
        : 'Run the lab’s program with 2 for the port in this machine: com 2.',
    mark: (f) => `COM${f.com}`,
    also: () => ['COM1 there'],
    page: 'The lab’s program opens COM1 with `com 1` and COM2 with `com 2`. If the machine’s link is on COM2 and the program is run with 1, it sends into nothing. Either make the link COM1, or give 2 on the command line in that machine.',
  },
  'no-fifo': {
    what: (f) => `${capital(portOf(f))} is a ${f.uart.slice(0, 20)}, which has no FIFOs.`,
    why: () =>
      'Writes to FCR do nothing, and IIR never shows that FIFOs are on: the fifo test fails, and a slow receiver loses characters.',
    next: () => 'Run `conf` again: it shows a UART with a 16-byte FIFO.',
    mark: () => 'no FIFOs',
    page: 'VirtualBox can show the guest a 16450, a 16550A or a 16750. The 16450 has no FIFOs: `ser_test_fifo` cannot work on it, and each character must be read before the next one has come. Choose the 16550A, which is the default.',
  },
  'listener-waits': {
    what: (f) => `${machineOf(f)} does not start before its partner has connected.`,
    why: () =>
      'QEMU’s listeners wait unless they are told not to: it prints "QEMU waiting for connection on: …", and no window opens.',
    fix: (f) => `Add ${f.option}.`,
    next: (f) => `Start ${machineOf(f)}, which now comes up alone, and then its partner.`,
    mark: () => 'waits for its partner',
    page: 'A QEMU socket with server=on waits, by default, until somebody has connected: the machine hangs before the BIOS, with "QEMU waiting for connection on: …" in the terminal. With wait=off (older: nowait) it starts at once, and what is sent before the partner is there is lost.',
  },
  'not-raw': {
    what: (f) =>
      `${capital(portOf(f))} puts ${framingNamed(f.framing)} on the socket, and not the bare bytes.`,
    why: () =>
      'Bytes are added on the way: telnet, for one, doubles 0xFF and negotiates in between. A partner that sends bare bytes, as VirtualBox does, takes them for data.',
    mark: (f) => framingNamed(f.framing),
    also: (f) => [framingNamed(f.framing)],
    page: 'VirtualBox puts exactly the UART’s bytes on the socket. Telnet, TLS, WebSocket and DOSBox’s nullmodem (without transparent:1) wrap them. Such a partner gets stray characters at the start, and every 0xFF twice. Choose raw bytes at both ends.',
  },
  'no-reconnect': {
    what: (f) => `${capital(portOf(f))} dials once only.`,
    why: () =>
      'If nobody listens when it starts, QEMU ends: "Failed to connect to \'…\': Connection refused". If the partner is restarted later, the link stays dead until this machine is restarted too.',
    fix: () => 'Add reconnect-ms=1000 (QEMU 9.2 and later), or reconnect=1 (up to 10.1).',
    page: 'A QEMU end that connects does so at start, and never again. With reconnect=1, or reconnect-ms=1000 from QEMU 9.2 on, it tries every second, so the order of starting does not matter, and the partner may be restarted.',
  },
} satisfies Partial<Entries>;
