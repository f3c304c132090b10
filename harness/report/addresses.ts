import { isIPv6 } from 'node:net';
import type { Choice, JudgedAddress } from '../config/network/choice.ts';
import type { NetworkInterface } from '../config/network/interface.ts';
import type { AddressWords } from '../config/words/address.ts';
import { LOOPBACK } from '../ground/loopback.ts';
import { onOneLine } from './harmless.ts';
import { stringWidth, wrapped } from './width.ts';

/** The port that is asked for, or one to show how it is done. */
export interface AskedPort {
  readonly port: number;
  readonly isExample: boolean;
}

/** What the other machine's Path/Address wants; where none can reach this computer, what one on it wants. */
const textToType = ({ recommended }: Choice, { port }: AskedPort): string =>
  `${recommended?.address ?? LOOPBACK}:${port}`;

const WIDEST = 100;

/** The answer first, then all addresses, then what may still be in the way. */
export function addressesInWords(
  choice: Choice,
  asked: AskedPort,
  words: AddressWords,
  columns: number,
): string {
  const sentences = (said: readonly string[]): readonly string[] =>
    said.flatMap((each) => wrapped(each, Math.min(WIDEST, columns)));
  const parts = [
    sentences(answer(choice, asked, words)),
    table(choice, words),
    sentences(hints(choice, asked, words)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function answer(choice: Choice, asked: AskedPort, words: AddressWords): readonly string[] {
  const { port, isExample } = asked;
  const typed = textToType(choice, asked);
  const note = choice.inside === undefined ? undefined : words.inside[choice.inside];
  return [
    ...(choice.recommended === undefined
      ? [`${words.unreachable} ${note ?? words.join}`, words.onlySameComputer(typed)]
      : [...(note === undefined ? [] : [note]), words.type(typed)]),
    words.listener(port),
    ...(isExample ? [words.example(port)] : []),
  ];
}

function hints({ recommended }: Choice, { port }: AskedPort, words: AddressWords): readonly string[] {
  if (recommended === undefined) return [];
  const refused =
    recommended.of.medium === 'wireless' ? `${words.refused(port)} ${words.wireless}` : words.refused(port);
  return [refused, words.sameComputer(`${LOOPBACK}:${port}`)];
}

function table({ addresses, recommended, idle }: Choice, words: AddressWords): readonly string[] {
  const { heading } = words;
  return aligned([
    [heading.name, heading.medium, heading.state, heading.address],
    ...addresses.map((each) => [
      ...cellsOf(each.of, words),
      each.address,
      verdict(each, each === recommended, words),
    ]),
    ...idle.map((one) => [...cellsOf(one, words), '-']),
  ]);
}

const cellsOf = ({ name, medium, up }: NetworkInterface, words: AddressWords): readonly string[] => [
  onOneLine(name),
  medium === 'unknown' ? '-' : words.medium[medium],
  up ? words.up : words.down,
];

const verdict = ({ against }: JudgedAddress, isRecommended: boolean, words: AddressWords): string =>
  against !== undefined ? words.not(words.why[against]) : isRecommended ? words.thisOne : words.possible;

/** Each column as wide as what stands in it. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell));
  return rows.map((row) =>
    `  ${row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - stringWidth(cell))).join('  ')}`.trimEnd(),
  );
}

/** The same as one JSON document; its keys always stand in this order. */
export const addressesAsJson = (choice: Choice, asked: AskedPort, version: string): string =>
  JSON.stringify({
    nullmodem: 1,
    version,
    port: asked.port,
    addresses: choice.addresses.map(({ address, of, scope, against = null }) => ({
      interface: of.name,
      medium: of.medium,
      up: of.up,
      family: isIPv6(address) ? 'IPv6' : 'IPv4',
      address,
      scope,
      against,
    })),
    idle: choice.idle.map(({ name, medium, up }) => ({ interface: name, medium, up })),
    inside: choice.inside ?? null,
    recommended: choice.recommended?.address ?? null,
    type: textToType(choice, asked),
  });
