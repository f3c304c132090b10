import type { AddressWords } from './address.ts';

export const ADDRESS_EN: AddressWords = {
  type: (text) => `Type ${text} into Path/Address of the VM that connects, on the other computer.`,
  listener: (port) => `Type ${port} alone into Path/Address of the VM that listens, on this computer.`,
  example: (port) => `${port} is an example: \`nullmodem address PORT\` takes yours.`,
  unreachable: 'This computer has no address that another computer can reach.',
  sameComputer: (text) => `For two VMs on this computer it is ${text}.`,
  onlySameComputer: (text) =>
    `For two VMs on this computer, type ${text} into Path/Address of the VM that connects.`,
  inside: {
    guest: 'This is a virtual machine: run the command on the computer that the virtual machine runs on.',
    container: 'This is a container: run the command on the computer itself.',
    wsl: 'This is Linux inside Windows (WSL): run the command, or `ipconfig`, in Windows itself.',
  },
  join: 'Plug in a cable or join a wireless network, and run the command again.',
  refused: (port) =>
    `If it does not connect: start the VM that listens first; both computers must be in one network; and the firewall of this one must let port ${port} in.`,
  wireless: 'Some wireless networks keep computers apart: then take a cable or a phone’s hotspot.',
  heading: { name: 'interface', medium: 'medium', state: 'state', address: 'address' },
  medium: { wired: 'wired', wireless: 'wireless' },
  up: 'up',
  down: 'down',
  thisOne: 'type this one',
  possible: 'possible too',
  not: (why) => `not this one: ${why}`,
  why: {
    loopback: 'loopback, this computer only',
    'link-local': 'link-local, no network gave it',
    guest: 'behind the NAT of a virtual machine',
    wsl: 'inside WSL, only Windows reaches it',
    'inside-container': 'inside a container, only its computer reaches it',
    container: 'only for containers on this computer',
    virtual: 'only for virtual machines on this computer',
    vpn: 'VPN, only computers in the same VPN reach it',
    ipv6: 'VirtualBox takes no IPv6 address',
  },
  portFault(fault, text) {
    const fix = 'Give a number from 1024 to 65535: nullmodem address 4000';
    switch (fault) {
      case 'with-host':
        return {
          what: `"${text}" is not a port alone`,
          fix: 'Give the port alone, without an address: nullmodem address 4000',
        };
      case 'not-a-number':
        return { what: `"${text}" is not a port: a port is a whole number from 1 to 65535`, fix };
      case 'zero':
        return { what: 'port 0 means "any that is free": nobody can connect to it', fix };
      case 'too-large':
        return { what: `there is no port ${text}: the largest is 65535`, fix };
    }
  },
  privileged: (port) => ({
    what: `port ${port} is below 1024, and Linux and macOS keep those for the system: VirtualBox may not be allowed to listen`,
    fix: 'Choose a number from 1024 to 65535, for both VMs.',
  }),
};
