import { type Check, isMet, type Line, missedBy, type Outcome } from './row.ts';

export interface Measured extends Outcome {
  readonly name: string;
  readonly title: string;
}

const NAME = 54;

/** Three significant digits, or whole numbers above that. */
const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export function amount({ value, unit }: Pick<Line, 'value' | 'unit'>): string {
  if (unit !== 'per s') return `${short(value)} ${unit}`;
  if (value >= 1e6) return `${short(value / 1e6)} M/s`;
  return value >= 1e3 ? `${short(value / 1e3)} k/s` : `${short(value)} /s`;
}

export function renderRow({ name, title, lines, checks }: Measured): string {
  return [
    `${name}: ${title}`,
    ...lines.map((line) =>
      `  ${line.name.padEnd(NAME)}${amount(line).padStart(10)}  ${line.beside ?? ''}`.trimEnd(),
    ),
    ...checks.map(
      (check) => `  ${`-> ${check.what}`.padEnd(NAME)}${short(check.value).padStart(10)}  ${verdict(check)}`,
    ),
    '',
  ].join('\n');
}

const verdict = (check: Check): string =>
  `${check.sense} ${check.target}: ${isMet(check) ? 'met' : 'MISSED'}`;

/** What is missed, and by how much. */
export function renderMissed(rows: readonly Measured[]): string {
  const missed = rows.flatMap(({ name, checks }) =>
    checks
      .filter((check) => !isMet(check))
      .map((check) => {
        const share = `${(missedBy(check) * 100).toFixed(0)} % ${check.sense === 'at least' ? 'too little' : 'too much'}`;
        return `  ${name}: ${check.what} is ${short(check.value)} and should be ${check.sense} ${check.target}: ${share}`;
      }),
  );
  return missed.length === 0 ? 'All targets are met.' : ['Missed:', ...missed].join('\n');
}
