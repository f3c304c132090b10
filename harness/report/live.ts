import type { Lab7Result } from '../lab7/transfer.ts';
import type { LiveLedger } from '../peer/live-ledger.ts';
import type { LiveEnd, LiveOutcome } from '../peer/live-outcome.ts';
import { counted, grouped } from './quantities.ts';

/** Whether the program has ended well, and nothing that it sent has been lost. */
export const isWell = ({ end, ledger }: LiveOutcome<Lab7Result>): boolean =>
  end.why === 'returned' && end.result.ok && lostOf(ledger) === 0 && !ledger.unconfirmed;

/** Sent, and never on its way to the other machine. */
const lostOf = ({ lostWithoutPeer, lostAtClose, discarded }: LiveLedger): number =>
  lostWithoutPeer + lostAtClose + discarded;

/** How a live machine ended, and its ledger: what stands under the conversation. */
export function renderLive(outcome: LiveOutcome<Lab7Result>, args: string): string {
  const { end, ledger, seconds, met } = outcome;
  const lines = [`\`${args}\` ${endInWords(end, met)}, after ${seconds.toFixed(3)} s`];
  if (ledger.written > 0) lines.push(`written: ${sentInWords(ledger)}`);
  if (ledger.unconfirmed) lines.push(unconfirmedInWords(ledger.unconfirmed));
  if (ledger.came > 0) lines.push(`came: ${cameInWords(ledger)}`);
  if (!ledger.balanced) lines.push('the byte ledger does not balance: that is our fault, please report it');
  return `${lines.join('\n')}\n`;
}

function endInWords(end: LiveEnd<Lab7Result>, met: boolean): string {
  switch (end.why) {
    case 'returned':
      return end.result.ok ? 'has ended' : `has failed: ${end.result.reason}`;
    case 'timeout':
      return met ? 'has not ended within its time' : 'has had no other machine within its time';
    case 'interrupted':
      return 'was interrupted';
    case 'deserted':
      return 'waits for what cannot come any more: the other machine has gone, and this end does not call it again';
  }
}

type Fate = Exclude<keyof LiveLedger, 'balanced' | 'written' | 'came' | 'unconfirmed'>;

const SENT: readonly (readonly [Fate, string])[] = [
  ['carried', 'went out'],
  ['lostWithoutPeer', 'lost, since nobody was at the other end'],
  ['lostAtClose', 'lost, since the connection broke under them'],
  ['discarded', 'discarded by the program in its own UART'],
  ['unsent', 'not sent'],
];

const CAME: readonly (readonly [Fate, string])[] = [
  ['read', 'read'],
  ['overrun', 'overrun'],
  ['cleared', 'cleared out of the FIFO unread'],
  ['notSeen', 'not seen'],
  ['flushed', 'dropped when the line was set'],
  ['unread', 'unread in the UART'],
  ['waiting', 'behind the last one read, and never given to the UART'],
];

const unconfirmedInWords = (count: number): string =>
  `${grouped(count)} of them the other computer has not confirmed: they may never have reached it`;

const sentInWords = (ledger: LiveLedger): string => sumInWords(ledger.written, ledger, SENT);
const cameInWords = (ledger: LiveLedger): string => sumInWords(ledger.came, ledger, CAME);

function sumInWords(total: number, ledger: LiveLedger, names: readonly (readonly [Fate, string])[]): string {
  const parts = names
    .filter(([fate]) => ledger[fate] > 0)
    .map(([fate, name]) => `${grouped(ledger[fate])} ${name}`);
  return `${counted(total, 'character')}: ${parts.join(', ')}`;
}
