import type { Entries } from '../catalogue.ts';
import { capital, machineOf } from '../names.ts';
import { clipped, shown } from '../quoting.ts';
import { LISTENER_FIRST, meant } from './names.ts';

/** Settings that their product refuses, or takes for something else. */
export const REFUSED = {
  'iobase-attribute': {
    what: ({ attribute, needed, settings }) =>
      `The port has ${attribute}, and settings of version ${settings} want ${needed}.`,
    why: ({ needed }) =>
      `VirtualBox does not load the file: "Required UART/Port/@${needed} attribute is missing".`,
    fix: ({ attribute, needed }) => `Write ${needed} in place of ${attribute}.`,
    page: 'A serial port’s address is called IOBase up to settings version 1.19, and IOAddress from 1.20 on. With the other name, VirtualBox does not load the machine at all: "Required UART/Port/@IOBase attribute is missing". It happens where a line is copied from a newer or an older file.',
  },
  'attribute-missing': {
    what: ({ attribute }) => `This Port has no ${shown(attribute)}.`,
    why: ({ attribute }) =>
      `VirtualBox does not load the file: "Required UART/Port/@${attribute} attribute is missing".`,
    fix: ({ attribute }) => `Give the port its ${attribute}.`,
    page: 'A Port line of a .vbox file needs slot, enabled, IOBase (IOAddress from settings version 1.20 on), IRQ and hostMode, and VirtualBox does not load the machine if one of them is missing. It happens where the line was typed, or cut too short.',
  },
  'key-twice': {
    what: ({ key }) => `${shown(key)} is set twice.`,
    why: () => 'VMware refuses a file in which a key stands twice, or takes one of the two.',
    fix: () => 'Leave one of them out.',
    page: 'A .vmx file says each thing once. Where a key stands in two lines, one of them was most likely added by hand, and nobody sees which of the two counts.',
  },
  'typeset-characters': {
    what: ({ written }) => `${shown(written)} is a character of printed text, and no shell knows it.`,
    why: () =>
      'Word processors and web pages put typographic quotes and dashes in the place of those that are typed.',
    fix: ({ plain }) => `Type ${shown(plain)} instead.`,
    page: 'Commands that are copied from a web page or a document may have typographic quotes and long dashes. To a shell these are letters like any other: an option is not seen as one, and a name keeps its quotes.',
  },
  'hostmode-invalid': {
    what: ({ value, nearest }) => `${shown(value)} is not a port mode.${meant(nearest)}`,
    why: ({ value }) =>
      `VirtualBox does not load the file: "Invalid value '${value.slice(0, 40)}' in UART/Port/@hostMode attribute".`,
    fix: ({ nearest }) => `Write ${shown(nearest ?? 'TCP')}.`,
    page: 'A port’s hostMode is RawFile, HostPipe, HostDevice, Disconnected or TCP, written exactly so. With anything else, `tcp` in small letters say, VirtualBox does not load the machine.',
  },
  'slot-duplicate': {
    what: ({ slot }) => `Two ports say that they are slot ${slot}.`,
    why: () => 'VirtualBox does not load the file: "UART/Port/@slot attribute: value is not unique".',
    fix: () => 'Give the second one the next number; slots count from 0.',
    page: 'Each serial port of a machine has a slot of its own: 0 is the first, which is COM1 as a rule, and 1 the second. When a Port line is copied, its slot must be changed.',
  },
  'settings-too-old': {
    what: (f) =>
      `Settings of version ${f.settings} have no ${f.for === 'tcp' ? 'TCP mode' : 'choice of the UART’s type'}.`,
    why: (f) =>
      `It came with version ${f.needed}; below it, VirtualBox ignores or refuses ${f.for === 'tcp' ? 'hostMode=TCP' : 'uartType'}.`,
    fix: () =>
      'Do not edit the file by hand: set the port in VirtualBox’s window, which raises the version itself.',
    page: 'The version at the top of a .vbox file tells which settings may stand in it. The port mode TCP needs 1.15 or more, and a UART type other than 16550A needs 1.17. VirtualBox raises the version itself when such a setting is made in its window or with VBoxManage; it is too low where the line was added by hand.',
  },
  'value-invalid': {
    what: ({ name, value, nearest }) => `${shown(value)} is no value for ${name}.${meant(nearest)}`,
    why: ({ allowed }) => `Allowed: ${allowed}.`,
    fix: ({ name, nearest }) =>
      nearest === undefined ? `Give ${name} one of these values.` : `Write ${shown(nearest)}.`,
    page: 'The setting has a value that its product does not take: a misspelt word, a number out of its range, yes for true. The message says which values there are.',
  },
  'value-missing': {
    what: ({ name }) => `${capital(clipped(name))} is missing.`,
    why: ({ after }) => `It has to stand after ${shown(after)}.`,
    fix: ({ name, after }) => `Write ${clipped(name)} after ${shown(after)}.`,
    page: 'An option takes a value, and there is none behind it: the next word is another option, or the line ends. `--uart1` takes two: the I/O base and the IRQ (`--uart1 0x3F8 4`).',
  },
  'mode-unknown': {
    what: (f) => `${shown(f.word)} is not a port mode of VBoxManage.${meant(f.nearest)}`,
    why: (f) =>
      `VBoxManage takes any other word for the name of a device of the host, and ${machineOf(f)} then leads to a device ${shown(f.word)} that is not there.`,
    fix: ({ nearest }) => `Write ${shown(nearest ?? 'tcpserver')}.`,
    page: '`VBoxManage modifyvm VM --uartmode1 MODE`: MODE is disconnected, server PATH, client PATH, tcpserver PORT, tcpclient HOST:PORT or file PATH. Every other word is taken, without a complaint, for the name of a serial device of the host: so a misspelt `tcpsrver` only shows when the machine does not start.',
  },
  'uart-one-item': {
    what: ({ item }) => `${shown(item)} is one argument, and should be two.`,
    why: () =>
      'In a list of arguments, each item reaches VBoxManage as it stands, blank and all: it takes the whole for the I/O base, and misses the IRQ.',
    fix: ({ item }) =>
      `Write ${item
        .split(/\s+/)
        .slice(0, 2)
        .map((part) => `"${clipped(part)}"`)
        .join(', ')}.`,
    page: 'A Vagrantfile or a Packer file gives VBoxManage a list of arguments, and no shell splits them at blanks. I/O base and IRQ are two items: `"--uart1", "0x3F8", "4"`.',
  },
  'uart-mode-twice': {
    what: ({ option }) => `${option} is given twice for one machine.`,
    why: () =>
      'The later one wins, so the first port gets what was meant for the second, and the second gets nothing.',
    fix: ({ option }) => `Write ${option.replace(/[0-9]+$/, '2')} the second time.`,
    page: 'Each serial port has its own options: --uart1 and --uartmode1 are the first port’s, --uart2 and --uartmode2 the second’s. A copied line whose number was not changed overwrites the first port’s mode.',
  },
  'continuation-broken': {
    what: ({ character, why }) =>
      why === 'foreign'
        ? `${shown(character)} does not continue a line in this shell.`
        : why === 'comment-line'
          ? 'A comment stands in the middle of a command.'
          : `The line does not go on: ${why === 'comment' ? 'a comment' : 'a blank'} follows ${shown(character)}.`,
    why: () =>
      'The shell ends the command here, and runs the next line as a command of its own: its options are lost.',
    fix: ({ needed, why }) =>
      why === 'foreign'
        ? `End the line with ${shown(needed)}.`
        : why === 'comment-line'
          ? 'Take this line out, or put it before the command.'
          : `Let ${shown(needed)} be the last character of the line.`,
    page: 'A long command goes on in the next line if the last character says so: a backslash in sh and bash, a backtick in PowerShell, ^ in cmd. A blank or a comment behind it, or another shell’s character, ends the command there, and the options after it never reach the program.',
  },
  'qemu-option-invalid': {
    what: ({ option, nearest }) => `QEMU does not take ${shown(option)} here.${meant(nearest)}`,
    why: ({ detail }) => `QEMU says "${detail.slice(0, 200)}".`,
    fix: ({ option, nearest }) =>
      nearest === undefined ? `Leave ${shown(option)} out.` : `Write ${shown(nearest)}.`,
    page: 'QEMU checks the options of a character device, and ends with an error at the first that it does not know.',
  },
  'qemu-wait-on-connector': {
    what: ({ option }) => `${shown(option)} stands at an end that connects.`,
    why: () =>
      'Only a listener can wait. QEMU says "\'wait\' option is incompatible with socket in client connect mode".',
    fix: ({ option }) => `Leave ${shown(option)} out, or add server=on if this end is to listen.`,
    next: () => LISTENER_FIRST,
    page: 'The options wait=on and wait=off say whether a listener’s machine starts before somebody has connected. An end without server=on connects, and QEMU refuses the option there: "\'wait\' option is incompatible with socket in client connect mode". Most often server=on was forgotten.',
  },
  'qemu-reconnect-on-listener': {
    what: ({ option }) => `${shown(option)} stands at an end that listens.`,
    why: () =>
      'A listener does not dial. QEMU says "\'reconnect\' option is incompatible with socket in server listen mode".',
    fix: ({ option }) => `Move ${shown(option)} to the machine that connects.`,
    page: 'The option reconnect makes an end that connects dial again after a drop. An end with server=on keeps listening anyway, and QEMU refuses the option there: "\'reconnect\' option is incompatible with socket in server listen mode".',
  },
  'qemu-reconnect-twice': {
    what: () => 'Both reconnect and reconnect-ms are given.',
    why: () => 'They are the old and the new name of one setting, and QEMU takes only one of them.',
    fix: () => 'Keep reconnect-ms=1000 for QEMU 9.2 and later, or reconnect=1 up to 10.1.',
    page: 'The option reconnect=SECONDS is the older spelling, which QEMU takes up to 10.1; reconnect-ms=MILLISECONDS is the newer, which it takes from 9.2 on. Both at once are an error.',
  },
  'qemu-client-word': {
    what: ({ option }) => `There is no option client: ${shown(option)}.`,
    why: () => 'An end connects if it does not say server. QEMU says "Invalid parameter \'client\'".',
    fix: () => 'Leave client out.',
    next: () => LISTENER_FIRST,
    page: 'QEMU’s sockets listen with server=on, and connect without it; there is no word for the latter. With `,client` QEMU ends: "Invalid parameter \'client\'".',
  },
  'qemu-listens-nowhere': {
    what: ({ id }) => `The listener ${shown(id)} has no host, and so listens nowhere.`,
    why: () =>
      'QEMU takes -chardev socket,port=…,server=on without host= and without an error, but opens no port.',
    fix: () => 'Add host=0.0.0.0, or write it in short: -serial tcp::4000,server=on,wait=off.',
    next: () => LISTENER_FIRST,
    page: 'In `-chardev socket` a listener needs host=: host=0.0.0.0 for all of the computer’s addresses. Without it QEMU starts without a word, and nobody can connect. The short form `-serial tcp::4000,server=on` does listen everywhere.',
  },
  'qemu-chardev-unknown': {
    what: ({ id }) => `There is no chardev with id=${id.slice(0, 80)}.`,
    why: ({ known }) =>
      known.length === 0
        ? 'The command line defines none.'
        : `The command line defines ${known.slice(0, 5).map(shown).join(', ')}.`,
    fix: ({ known }) => (known[0] === undefined ? 'Define it with -chardev.' : `Write ${shown(known[0])}.`),
    page: 'A device names its chardev by id: `-chardev socket,id=com1,… -device isa-serial,chardev=com1`. Both ids must be the same, letter by letter, else QEMU does not start.',
  },
  'qemu-chardev-unused': {
    what: ({ id }) => `Nothing uses the chardev ${shown(id)}.`,
    why: () => 'A chardev is only one half: without a device that names it, no serial port leads to it.',
    fix: ({ id }) => `Add -serial chardev:${id.slice(0, 80)}.`,
    page: 'A chardev is the host’s half of a serial port. The guest’s half is a device: `-serial chardev:ID`, or `-device isa-serial,chardev=ID`. Without it the socket is there, but no COM port is connected with it.',
  },
} satisfies Partial<Entries>;
