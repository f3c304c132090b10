import type { Entries } from '../catalogue.ts';
import { capital, PRODUCTS, SYSTEMS } from '../names.ts';
import { shown } from '../quoting.ts';
import { howToFind, LISTENER_FIRST, portOf, ROLES, says } from './names.ts';

const THE_ADDRESS_TO_TYPE = `${howToFind(4000)}; where both machines run on one computer, it is 127.0.0.1.`;

/** Behind QEMU’s own `tcp:`, which belongs there. */
const SLASHES = '//';

/** What stands in the Path/Address field, and its like. */
export const ADDRESS = {
  'listener-has-host': {
    what: (f) =>
      `${capital(portOf(f))} listens, so its address is a port number alone, and not ${shown(f.address)}.`,
    why: (f) =>
      `A listener waits on its own computer; only the end that connects names a host.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value' })} VirtualBox 5 takes the digits at the front for the port, and listens on 127 for 127.0.0.1:4000.`,
    next: () => LISTENER_FIRST,
    mark: (f) => `only ${f.wanted} belongs here`,
    page: 'In VirtualBox, the machine without a tick at “Connect to existing pipe/socket” listens, and its Path/Address is just a number: 4000. HOST:PORT is for the other machine. VirtualBox 6 and 7 refuse to start: "DrvTCP#0: The port part of the location is not a numerical value". VirtualBox 5 starts, and listens on the digits at the front: on 127 for 127.0.0.1:4000.',
  },
  'address-scheme': {
    what: (f) =>
      `${shown(f.scheme === SLASHES ? SLASHES : `${f.scheme}:`)} does not belong into the address of ${portOf(f)}.`,
    why: (f) =>
      f.scheme === SLASHES
        ? `They are taken for a part of the host.${says(f.product, { qemu: 'address resolution failed' })}`
        : `The text is split at its first colon, so ${shown(f.scheme)} is taken for the host.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value' })}`,
    fix: (f) => `Write ${shown(f.plain)}.`,
    next: () => LISTENER_FIRST,
    mark: (f) => `just ${f.plain.slice(0, 60)}`,
    page: 'VirtualBox’s Path/Address is no URL: 4000 for the machine that listens, HOST:4000 for the one that connects. With tcp:// before it, everything up to the first colon is taken for the host. VMware’s .vmx file does want tcp://, and that is where such lines are copied from.',
  },
  'address-blanks': {
    what: (f) => `There are blanks in the address of ${portOf(f)}: ${shown(f.address)}.`,
    why: (f) =>
      `They are taken as part of the host or the port.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value' })}`,
    fix: (f) => `Write ${shown(f.plain)}.`,
    next: () => LISTENER_FIRST,
    mark: () => 'blanks',
    page: 'A blank before, behind or within the address, often pasted along with it, is hard to see, but the product takes it as part of the host’s name or of the number, and finds neither.',
  },
  'address-separator': {
    what: (f) => `Host and port of ${portOf(f)} are separated by ${shown(f.separator)}, and not by a colon.`,
    why: (f) =>
      `Without a colon the whole text is the host.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => `Write ${shown(f.plain)}.`,
    next: () => LISTENER_FIRST,
    mark: () => 'a colon belongs between',
    page: 'The machine that connects wants HOST:PORT, with one colon. With a blank, a comma, a semicolon or a full stop in its place, the product finds no port: "DrvTCP#0: The location misses the port to connect to".',
  },
  'address-missing': {
    what: (f) => `${capital(portOf(f))} ${ROLES[f.role]}, but has no address.`,
    why: (f) =>
      f.role === 'listens'
        ? `Nobody can connect to it without a port number.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value', qemu: 'could not connect serial device to character backend' })}`
        : `It needs the partner’s host and port.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => (f.role === 'listens' ? 'Type a port number: 4000.' : THE_ADDRESS_TO_TYPE),
    next: () => LISTENER_FIRST,
    mark: () => 'empty',
    page: 'The mode TCP needs an address: a port number for the machine that listens, HOST:PORT for the one that connects. The field was left empty.',
  },
  'connector-port-missing': {
    what: (f) => `${capital(portOf(f))} connects to ${shown(f.address)}, but to no port there.`,
    why: (f) =>
      `A host has thousands of ports, and the partner listens on one.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => `Put the port behind it, after a colon: ${f.wanted}.`,
    next: () => LISTENER_FIRST,
    mark: (f) => `:${f.wanted} is missing`,
    page: 'The machine that connects names the other computer and the port number that the other machine listens on: HOST:4000. Without the port, VirtualBox does not start the machine: "DrvTCP#0: The location misses the port to connect to".',
  },
  'connector-host-missing': {
    what: (f) => `${capital(portOf(f))} connects, but ${shown(f.address)} does not say to which computer.`,
    why: (f) =>
      `A number alone is what the machine that listens has.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => `Write ${shown(f.wanted)}. ${THE_ADDRESS_TO_TYPE}`,
    next: () => `${THE_ADDRESS_TO_TYPE} ${LISTENER_FIRST}`,
    mark: () => 'the host is missing',
    page: 'Both machines have the same number, but the one that connects has the other computer’s address before it: HOST:4000, or 127.0.0.1:4000 if both run on one computer. If this machine was meant to listen, take the tick from “Connect to existing pipe/socket”.',
  },
  'host-ipv6': {
    what: (f) =>
      `${capital(portOf(f))} connects to an IPv6 address, and ${PRODUCTS[f.product]} cannot read one there: ${shown(f.address)}.`,
    why: (f) =>
      `The text is split at its first colon, which is within the address.${f.product === 'qemu' ? ' Only -chardev socket,host=::1,port=4000 takes one, without brackets.' : ''}`,
    fix: (f) => `Use the computer’s IPv4 address: ${shown(f.wanted)}. ${THE_ADDRESS_TO_TYPE}`,
    next: () => LISTENER_FIRST,
    mark: () => 'IPv6',
    page: 'VirtualBox, and QEMU’s short form -serial tcp:HOST:PORT, take everything before the first colon for the host. An IPv6 address has colons itself, with or without brackets. Type the IPv4 address, four numbers with full stops between; for the same computer 127.0.0.1 in place of ::1.',
  },
  'host-malformed': {
    what: (f) => `${shown(f.host)} is neither an IPv4 address nor a name.`,
    why: (f) =>
      `An IPv4 address is four numbers from 0 to 255, with full stops between.${says(f.product, { virtualbox: `DrvTCP#0 failed to connect to socket ${f.host.slice(0, 60)}:…`, qemu: `address resolution failed for ${f.host.slice(0, 60)}:…` })}`,
    fix: () => THE_ADDRESS_TO_TYPE,
    next: () => LISTENER_FIRST,
    mark: () => 'no address',
    page: 'An address has four numbers, none above 255: 192.168.1.20. Three numbers, a 256, a comma or a slash are slips of typing, or part of the line that was copied (ifconfig writes 192.168.1.20/24).',
  },
  'host-unresolved': {
    what: (f) =>
      f.certain
        ? `No computer is called ${shown(f.host)}: names that end so are never given.`
        : `No computer is known by the name of ${shown(f.host)}.`,
    why: (f) =>
      `The name has to lead to an address before anything can be sent.${says(f.product, { virtualbox: `DrvTCP#0 failed to connect to socket ${f.host.slice(0, 60)}:…`, qemu: `address resolution failed for ${f.host.slice(0, 60)}:…` })}`,
    fix: () => `Type the IP address in place of the name. ${THE_ADDRESS_TO_TYPE}`,
    next: () => LISTENER_FIRST,
    mark: () => 'no such name',
    page: 'A computer’s own name is seldom known to the others in the room: the network’s name server has to have it. The IP address always works. Names that end in .invalid, .test or .example never lead anywhere.',
  },
  'host-any': {
    what: (f) => `${shown(f.host)} is an address to listen on, and not one to connect to.`,
    why: () =>
      'It means “all addresses of this computer”. Some systems take it for 127.0.0.1, others, Windows among them, refuse.',
    fix: () => THE_ADDRESS_TO_TYPE,
    next: () => LISTENER_FIRST,
    mark: () => 'for listeners only',
    page: '0.0.0.0 stands for all addresses of a computer, and makes sense where a program listens. As the target of a connection it works on some systems by accident, and only on the same computer.',
  },
  'host-nat': {
    what: (f) => `${shown(f.host)} is an address within VirtualBox’s NAT network, and leads to no computer.`,
    why: (f) =>
      `${
        {
          guest: 'It is what the guest sees as its own address; every machine behind NAT has the same.',
          gateway: 'It is the computer as the guest sees it through NAT.',
          dns: 'It is the name server that NAT shows to the guest.',
          other: 'All of 10.0.2.0 to 10.0.2.255 is what guests see behind NAT.',
        }[f.is]
      } The serial port is connected by the host, outside the guest.`,
    fix: () => THE_ADDRESS_TO_TYPE,
    next: () => LISTENER_FIRST,
    mark: () => 'only known within the guest',
    page: 'An address from ifconfig inside the virtual machine is the wrong one: behind NAT each guest sees itself as 10.0.2.15, its gateway as 10.0.2.2 and its name server as 10.0.2.3. The serial link runs between the two hosts. Ask for the address in the host’s own terminal: `nullmodem address`, ifconfig or ipconfig.',
  },
  'host-link-local': {
    what: (f) =>
      `${shown(f.host)} is an address that a computer gives itself when it gets none from the network.`,
    why: () =>
      'It changes, and only computers on the same cable reach it: most likely that computer was not on the network.',
    fix: () => `Connect both computers to one network, and ask again. ${THE_ADDRESS_TO_TYPE}`,
    next: () => LISTENER_FIRST,
    mark: () => 'self-given',
    page: 'Addresses from 169.254.0.0 to 169.254.255.255 are made up by a computer that found no DHCP server. Two computers with a cable between them can talk so; over the university’s network it does not work.',
  },
  'port-not-number': {
    what: (f) => `The port of ${portOf(f)} is no number: ${shown(f.text)}.`,
    why: (f) =>
      `${f.role === 'listens' ? 'A listener needs' : 'The end that connects needs'} a port number from 1 to 65535.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value', qemu: 'address resolution failed' })}`,
    fix: () => 'Type the same number at both ends: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'not a number',
    page: 'A TCP port is a number. Letters in it (the letter O for a zero), a full stop or a semicolon behind it, or words keep VirtualBox 6 and 7 from starting the machine: "DrvTCP#0: The port part of the location is not a numerical value". VirtualBox 5 takes the digits at the front, or 0.',
  },
  'port-out-of-range': {
    what: (f) =>
      Number(f.text) === 0
        ? `The port of ${portOf(f)} is 0, which is no port to connect to.`
        : `The port of ${portOf(f)} is ${f.text.slice(0, 20)}, and the largest is 65535.`,
    why: (f) =>
      f.becomes === undefined
        ? Number(f.text) === 0
          ? 'For a listener, 0 means any port that is free: the partner cannot know which.'
          : 'A port number has 16 bits.'
        : `${PRODUCTS[f.product]} makes ${f.becomes} of it without a word, and the partner dials something else.`,
    fix: () => 'Type the same number from 1024 to 32767 at both ends: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => '1 to 65535',
    page: 'TCP ports go from 1 to 65535. Port 0 means “any that is free” to a listener, and nothing at all to a connector. QEMU silently keeps the lowest 16 bits of a larger number (70000 becomes 4464), DOSBox goes back to 23.',
  },
  'port-privileged': {
    what: (f) =>
      `${capital(portOf(f))} listens on ${f.number}, and ports below 1024 are kept for the system.`,
    why: (f) =>
      `${f.system === 'unknown' ? 'On Unix-like systems' : `On ${SYSTEMS[f.system]}`} only the administrator may open one.${says(f.product, { virtualbox: 'DrvTCP#0 failed to create server socket', qemu: 'Failed to bind socket: Permission denied' })}`,
    fix: () => 'Use a port above 1023 at both ends: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'below 1024',
    page: 'On Linux and other Unix-like systems, ports from 1 to 1023 are for programs of the administrator: the machine that listens does not start. macOS and Windows are less strict, but system services are down there too. Take a number from 1024 to 32767, the same at both ends.',
  },
  'port-ephemeral': {
    what: (f) =>
      `${capital(portOf(f))} listens on ${f.number}, which the system may have given to another program.`,
    why: (f) =>
      `${f.system === 'unknown' ? 'Many systems take' : `${SYSTEMS[f.system]} takes`} ports from ${f.from} to ${f.to} for outgoing connections, so that it works today and fails tomorrow.${says(f.product, { virtualbox: 'DrvTCP#0 failed to create server socket', qemu: 'Failed to find an available port: Address already in use' })}`,
    fix: () => 'Use a port from 1024 to 32767 at both ends: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'may be in use',
    page: 'Each outgoing connection, of a browser say, gets a port of its own from the upper range: 32768 to 60999 on Linux, 49152 to 65535 on Windows and macOS. A listener in that range now and then finds its port taken. Lower numbers are safe.',
  },
  'port-taken': {
    what: (f) => `${capital(portOf(f))} listens on ${f.number}, which is usually ${f.by}’s.`,
    why: (f) =>
      `If that runs on the computer, the machine does not start, or the partner reaches the wrong program.${says(f.product, { virtualbox: 'DrvTCP#0 failed to create server socket', qemu: 'Failed to find an available port: Address already in use' })}`,
    fix: () => 'Use another port at both ends: 4000.',
    next: () => LISTENER_FIRST,
    mark: (f) => `usually ${f.by}’s`,
    page: 'Some ports belong to programs that many computers run: 3306 to MySQL, 5432 to PostgreSQL, 3389 to Windows’ remote desktop (and VirtualBox’s own), 5900 to VNC, 8080 to web servers. Only one program can listen on a port. Choose one that nobody uses.',
  },
} satisfies Partial<Entries>;
