import type { Ledger, SourcedFates } from '../run/ledger.ts';
import { counted, grouped } from './quantities.ts';

export type Fate = keyof SourcedFates;

/** What becomes of a character that was written, in the order in which it is told. */
export const FATES: Readonly<Record<Fate, string>> = {
  read: 'read',
  readWithError: 'read with an error flag',
  overrun: 'overrun',
  discarded: 'discarded by the guest',
  notSeen: 'not seen',
  lostWithoutPeer: 'lost without a peer',
  lostAtClose: 'lost at close',
  flushed: 'flushed by the hypervisor',
  unread: 'unread',
  inFlight: 'in flight',
};

/** `12 characters written: 11 read, 1 overrun`. */
export function ledgerInWords({ written, fates, madeByLine }: Ledger): string {
  const ends = (Object.keys(FATES) as Fate[])
    .filter((fate) => fates[fate] !== 0)
    .map((fate) => `${grouped(fates[fate])} ${FATES[fate]}`);
  return [
    `${counted(written, 'character')} written${ends.length === 0 ? '' : `: ${ends.join(', ')}`}`,
    ...(madeByLine === 0 ? [] : [`${grouped(madeByLine)} made by the line`]),
  ].join('; ');
}

/** All ledgers as one. */
export function sumOf(ledgers: readonly Ledger[]): Ledger {
  const sum = (value: (ledger: Ledger) => number): number =>
    ledgers.reduce((total, ledger) => total + value(ledger), 0);
  const fate = (name: Fate): number => sum(({ fates }) => fates[name]);
  return {
    written: sum(({ written }) => written),
    fates: {
      read: fate('read'),
      readWithError: fate('readWithError'),
      overrun: fate('overrun'),
      discarded: fate('discarded'),
      notSeen: fate('notSeen'),
      lostWithoutPeer: fate('lostWithoutPeer'),
      lostAtClose: fate('lostAtClose'),
      flushed: fate('flushed'),
      unread: fate('unread'),
      inFlight: fate('inFlight'),
    },
    seen: sum(({ seen }) => seen),
    seenSourced: sum(({ seenSourced }) => seenSourced),
    madeByLine: sum(({ madeByLine }) => madeByLine),
    balanced: ledgers.every(({ balanced }) => balanced),
  };
}

/** Every character that was written has been read without an error, and there are no others. */
export const isAllRead = ({ written, fates, madeByLine, balanced }: Ledger): boolean =>
  balanced && madeByLine === 0 && fates.read === written;
