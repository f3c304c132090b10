import type { Entries } from '../catalogue.ts';
import { capital, machineOf, systemNamed } from '../names.ts';
import { shown } from '../quoting.ts';
import { framingNamed, howToFind, KINDS, LISTENER_FIRST, portOf, startOrder } from './names.ts';

const ON_TWO_COMPUTERS =
  'On two computers, the one that connects needs the other’s address in place of 127.0.0.1: `nullmodem address` prints it there.';

/** What two machines do not have in common. */
export const PAIR = {
  'same-file': {
    what: ({ file }) => `${shown(file)} is given twice.`,
    why: () => 'A machine does not talk with itself: the check needs the settings of two.',
    fix: () => 'Give the other machine’s file as the second.',
    page: 'Both arguments name the same machine of the same file. If the second machine is a copy of the first, it has a .vbox file of its own, in a folder with its own name.',
  },
  'one-machine': {
    what: (f) => `There is no second machine for ${machineOf(f)} to talk to.`,
    why: () => 'Whether two machines will talk shows only when both are compared.',
    fix: () => 'Give the partner’s file as well: nullmodem check a.vbox b.vbox.',
    page: 'With one machine alone, only its own settings can be checked. Most mistakes are between two: both listen, the port numbers differ, one uses a pipe.',
  },
  'both-listen': {
    what: (f) => `${machineOf(f.a)} and ${machineOf(f.b)} both listen, and neither connects.`,
    why: () =>
      'Both start, each waits for the other, and what they send is lost. In VirtualBox, “Connect to existing pipe/socket” is ticked in neither.',
    fix: (f) =>
      `Let ${machineOf(f.b)} connect: tick “Connect to existing pipe/socket”, and type the other computer’s address and port. ${howToFind(4000)}.`,
    next: () => `${LISTENER_FIRST} ${ON_TWO_COMPUTERS}`,
    mark: () => 'listens',
    also: () => ['listens too'],
    page: 'One machine must listen, the other must connect. Two listeners never meet: both machines start without an error, and nothing arrives. In VirtualBox the tick at “Connect to existing pipe/socket” makes a machine connect: exactly one of the two has it.',
  },
  'both-connect': {
    what: (f) => `${machineOf(f.a)} and ${machineOf(f.b)} both connect, and nobody listens.`,
    why: () =>
      'Each looks for a listener, finds none and does not start: "DrvTCP#0 failed to connect to socket HOST:PORT" in VirtualBox, "Connection refused" in QEMU.',
    fix: (f) => `Let ${machineOf(f.a)} listen.`,
    next: () => LISTENER_FIRST,
    mark: () => 'connects',
    also: () => ['connects too'],
    page: 'One machine must listen, the other must connect. Two that connect do not even start: there is nobody to connect to. In VirtualBox, take the tick from “Connect to existing pipe/socket” in one of them, and leave only the port number in its Path/Address.',
  },
  'roles-swapped': {
    what: (f) =>
      `${machineOf(f.listener)} listens and ${machineOf(f.connector)} connects, and their addresses say it the other way round.`,
    why: () =>
      'HOST:PORT is for the end that connects, a port alone for the one that listens. Neither starts: "DrvTCP#0: The port part of the location is not a numerical value", "DrvTCP#0: The location misses the port to connect to".',
    next: (f) => startOrder(f.connector, f.listener),
    mark: () => 'has HOST:PORT, and is to connect',
    also: () => ['has a port alone, and is to listen'],
    page: 'The tick at “Connect to existing pipe/socket” stands in the wrong machine: the one with HOST:PORT in Path/Address connects, and has the tick; the one with a number alone listens, and has none.',
  },
  'ports-differ': {
    what: (f) =>
      `${machineOf(f.listener)} listens on ${f.listens}, and ${machineOf(f.connector)} dials ${f.dials}.`,
    why: (f) =>
      f.connector.product === 'qemu'
        ? `Nobody listens on ${f.dials}. QEMU says "Failed to connect to '…:${f.dials}': Connection refused", and ends.`
        : f.connector.product === 'virtualbox'
          ? `Nobody listens on ${f.dials}, and the machine does not start: "DrvTCP#0 failed to connect to socket …:${f.dials}".`
          : `Nobody listens on ${f.dials}.`,
    fix: (f) => `Let ${machineOf(f.connector)} dial ${f.listens}.`,
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'this number',
    also: () => ['and this one differ'],
    page: 'Both ends need the same port number: the listener has it alone, the other end behind the colon. If they differ, the second machine does not start: nobody listens where it dials.',
  },
  'tcp-not-chosen': {
    what: (f) => `${machineOf(f.a)} and ${machineOf(f.b)} use host pipes, and have the addresses of TCP.`,
    why: (f) =>
      `In the mode Host Pipe the text is the name of a pipe: ${shown(f.path)} is then a file or a pipe of that name, and no port of a computer.`,
    next: (f) => startOrder(f.a, f.b),
    mark: () => 'taken for a pipe’s name',
    also: () => ['and this too'],
    page: 'A port number, or HOST:PORT, is what Path/Address wants in the port mode TCP. In the mode Host Pipe it is taken for the name of a pipe. The mode was most likely left as it had been when both machines ran on one computer.',
  },
  'transports-differ': {
    what: (f) => `${machineOf(f.a)} uses ${KINDS[f.kindA]}, and ${machineOf(f.b)} uses ${KINDS[f.kindB]}.`,
    why: () => 'A pipe and a TCP socket never meet: each machine waits at, or looks in, another place.',
    fix: () => 'Use TCP at both ends.',
    next: () => LISTENER_FIRST,
    mark: (f) => KINDS[f.kindB],
    also: (f) => [KINDS[f.kindA]],
    page: 'Both machines need the same port mode. TCP works on one computer and between two; a host pipe works on one computer only.',
  },
  'framings-differ': {
    what: (f) =>
      `${machineOf(f.a)} sends ${framingNamed(f.framingA)}, and ${machineOf(f.b)} ${framingNamed(f.framingB)}.`,
    why: (f) =>
      [f.framingA, f.framingB].includes('udp')
        ? 'UDP sends packets, and the other end waits for a TCP connection: the two never meet.'
        : 'What one end adds, the other takes for data: stray characters at the start, and 0xFF twice or not at all.',
    fix: () => 'Use raw bytes at both ends.',
    next: () => LISTENER_FIRST,
    mark: () => 'not raw',
    also: () => ['the partner’s'],
    page: 'Both ends must put bytes on the socket in one way, best as they are: VirtualBox knows no other. Telnet adds option bytes and doubles 0xFF; DOSBox’s nullmodem without transparent:1 adds bytes for the modem lines; TLS and WebSocket cannot be understood at all without their like.',
  },
  'wrong-host': {
    what: (f) =>
      `${machineOf(f.listener)} listens at ${shown(f.bound)} only, and ${machineOf(f.connector)} dials ${shown(f.host)}.`,
    why: () =>
      'A listener that is bound to one address does not hear connections to another, though it be the same computer’s: they are refused.',
    fix: (f) => `Let ${machineOf(f.connector)} dial ${shown(f.bound)}.`,
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'another address',
    also: () => ['listens here'],
    page: 'A listener with a host before its port is bound to that one address. The other end must dial exactly it. Without a host it listens on all addresses of its computer.',
  },
  'listener-loopback': {
    what: (f) =>
      `${machineOf(f.listener)} listens at ${shown(f.bound)}, which only its own computer can reach.`,
    why: (f) => `${machineOf(f.connector)} is to reach it from another address, and is refused.`,
    fix: () => 'Leave the host of the listener out, so that it listens on all addresses.',
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'this computer only',
    also: () => ['dialled from here'],
    page: '127.0.0.1 and localhost are a computer’s address for itself. A listener bound to it, as in `-serial tcp:localhost:4000,server=on`, cannot be reached from another computer. Leave the host out: `-serial tcp::4000,server=on,wait=off`.',
  },
  'loopback-across-computers': {
    what: (f) =>
      `${machineOf(f.connector)} dials ${shown(f.host)}, which is its own computer, and ${machineOf(f.listener)} runs on another one.`,
    why: (f) =>
      f.systems === undefined
        ? 'Nobody listens on that port of its own computer: the connection is refused.'
        : `The files come from two systems, ${f.systems.map(systemNamed).join(' and ')}, and so from two computers. On its own, nobody listens: the connection is refused.`,
    fix: (f) =>
      `Dial the address of the computer that ${machineOf(f.listener)} runs on: \`nullmodem address\` there prints the text to type.`,
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'this computer itself',
    also: () => ['listens on the other'],
    page: '127.0.0.1 and localhost always mean the computer on which they are used. They are right if both machines run on one. Between two computers, type the address of the one whose machine listens; `nullmodem address` there shows it.',
  },
  'two-connectors': {
    what: (f) => `${capital(portOf(f.second))} dials where ${portOf(f.first)} is connected already.`,
    why: (f) =>
      f.listener.product === 'qemu'
        ? 'A serial port has one partner: QEMU leaves the second connection waiting until the first closes.'
        : 'A serial port has one partner: VirtualBox accepts the second connection, and closes it at once.',
    fix: (f) => `Give ${machineOf(f.second)} a listener of its own, on another port.`,
    next: () => LISTENER_FIRST,
    mark: () => 'the second',
    also: () => ['the first', 'the listener'],
    page: 'A serial cable has two ends. A listener takes one connection: VirtualBox closes a second one at once, QEMU lets it wait. A third machine needs another serial port, with another port number, at one of the two.',
  },
  'two-listeners': {
    what: (f) => `${capital(portOf(f.second))} listens on ${f.number}, like ${portOf(f.first)}.`,
    why: () =>
      'On one computer only one program can listen on a port; the second machine does not start: "DrvTCP#0 failed to create server socket" in VirtualBox, "Address already in use" in QEMU.',
    fix: (f) => `Let one of them listen on ${f.number === 4001 ? 4002 : 4001}, and its partner dial that.`,
    next: () => LISTENER_FIRST,
    mark: () => 'the same number',
    also: () => ['and here'],
    page: 'Each listener on a computer needs a port number of its own. The second one that asks for the same number gets an error, and its machine does not start.',
  },
  'com-numbers-differ': {
    what: (f) => `The link joins COM${f.comA} of ${machineOf(f.a)} and COM${f.comB} of ${machineOf(f.b)}.`,
    why: () => 'That works: only mind the number on each command line of the lab’s program.',
    mark: (f) => `COM${f.comB}`,
    also: (f) => [`COM${f.comA}`],
    page: 'A link may join COM1 of one machine with COM2 of the other. Each machine’s lab program is then run with its own number.',
  },
} satisfies Partial<Entries>;
