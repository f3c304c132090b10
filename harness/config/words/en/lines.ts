import type { Entries } from '../catalogue.ts';
import { capital, machineOf } from '../names.ts';
import { listed } from './names.ts';

const SETTINGS = {
  rate: 'the rate',
  bits: 'the bits per character',
  parity: 'parity',
  stop: 'the stop bits',
} as const;

/** What the lab's program is run with. */
export const LINES = {
  'lab-port-not-linked': {
    what: (f) =>
      `The lab’s program is run on COM${f.com} of ${machineOf(f)}, and the link is on COM${f.linked}.`,
    why: (f) => `COM${f.com} leads to nobody: what it sends is lost, and nothing arrives.`,
    fix: (f) =>
      f.linked <= 2
        ? `Run it with ${f.linked} in place of ${f.com}.`
        : `Make the link COM${f.com}: the lab’s program does not know COM${f.linked}.`,
    mark: (f) => `opens COM${f.com}`,
    also: (f) => [`COM${f.linked}`],
    page: 'The first number on the lab’s command line is the COM port: `com 1 tx …` opens COM1. It must be the port that leads to the partner.',
  },
  'lines-differ': {
    what: (f) =>
      `The two lines differ in ${listed(f.differ.map((each) => SETTINGS[each]))}: ${f.lineA} and ${f.lineB}.`,
    why: (f) =>
      f.onWire
        ? 'On a wire, the receiver samples the sender’s bits at the wrong times or in the wrong number: wrong characters, parity and framing errors.'
        : 'Over a hypervisor’s TCP or pipe only bytes travel, without rate and parity, and it works. On a wire it fails: the receiver would see wrong characters, parity and framing errors.',
    fix: (f) =>
      `${capital(listed(f.differ.map((each) => SETTINGS[each])))} must be equal: run both with the settings of ${f.lineA}.`,
    mark: (f) => f.lineB,
    also: (f) => [f.lineA],
    page: 'Sender and receiver must be set to the same rate, bits per character, parity and stop bits. Virtual machines hide the mistake, since bytes cross the socket whole; with two real PCs and a cable, nothing would be read rightly. `--profile wire` makes it an error, and `--boot --profile wire` shows what comes.',
  },
  'both-send': {
    what: () => 'Both machines run the lab’s program as the transmitter, and nobody receives.',
    why: () => 'A transmitter does not read: both print nothing of what the other sent.',
    fix: () => 'Run one of the two with rx in place of tx.',
    next: () => 'Start the receiver first, and then the transmitter.',
    mark: () => 'sends',
    also: () => ['sends too'],
    page: 'The test needs a transmitter (tx) in one machine and a receiver (rx) in the other. With two transmitters, both end, and nothing was read.',
  },
  'both-receive': {
    what: () => 'Both machines run the lab’s program as the receiver, and nobody sends.',
    why: () => 'A receiver waits until the closing full stop has come: both wait for ever.',
    fix: () => 'Run one of the two with tx and some words.',
    next: () => 'Start the receiver first, and then the transmitter.',
    mark: () => 'receives',
    also: () => ['receives too'],
    page: 'The test needs a transmitter (tx) in one machine and a receiver (rx) in the other. With two receivers, both wait for ever.',
  },
} satisfies Partial<Entries>;
