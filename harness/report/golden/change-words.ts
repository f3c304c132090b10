import type { GoldenChange, LineCount } from '../../run/golden-change.ts';
import { harmlessLine, onOneLine } from '../harmless.ts';
import { counted, grouped } from '../quantities.ts';
import type { Bases } from '../story.ts';
import { departureInWords } from './departure-words.ts';

/** What `--update` is about to write, as a short diff. */
export function changeInWords(change: GoldenChange, bases: Bases): readonly string[] {
  const { file, lines, isNew, kinds, difference, departure } = change;
  const name = onOneLine(file);
  if (isNew) return [`new golden trace, ${counted(lines, 'line')}: ${name}`];
  if (difference === null) return [`only line ends change: ${name}`];
  const sum = (of: (count: LineCount) => number): number => kinds.reduce((all, one) => all + of(one), 0);
  const counts = [
    ...part(
      sum(({ changed }) => changed),
      'changed',
    ),
    ...part(
      sum(({ added }) => added),
      'new',
    ),
    ...part(
      sum(({ removed }) => removed),
      'gone',
    ),
  ];
  return [
    `${name}: of ${counted(lines, 'line')}, ${counts.join(', ')}`,
    `  ${kinds.map(kindInWords).join(', ')}`,
    `@@ line ${difference.line} @@`,
    ...(difference.expected === undefined ? [] : [`-${harmlessLine(difference.expected)}`]),
    ...(difference.actual === undefined ? [] : [`+${harmlessLine(difference.actual)}`]),
    ...(departure === null ? [onOneLine(difference.what)] : departureInWords(departure, bases)),
  ];
}

const part = (count: number, words: string): readonly string[] =>
  count === 0 ? [] : [`${grouped(count)} ${words}`];

/** `char 12 changed, 1 new`. */
const kindInWords = ({ kind, changed, added, removed }: LineCount): string =>
  `${kind} ${[...part(changed, 'changed'), ...part(added, 'new'), ...part(removed, 'gone')].join(' + ')}`;
