import { BOOT_WORDS, type BootWords, type ObstacleWords, RUNNERS } from '../config/words/boot.ts';
import type { Language } from '../config/words/language.ts';
import { hex2, hexPort } from '../ground/bytes.ts';
import { farSide, SIDES, type Side } from '../ground/side.ts';
import { FASTEST } from '../lab7/line-request.ts';
import type {
  Booted,
  BootedMachine,
  BootOrder,
  BootReport,
  Exchange,
  Mapped,
  Obstacle,
} from '../run/boot-report.ts';
import type { DirectionResult } from '../run/result.ts';
import { FLAGS } from '../scenario/model.ts';
import { lineInWords } from '../uart/line-settings.ts';
import { onOneLine } from './harmless.ts';
import { BOLD, GREEN, type Paint, paintIn, RED } from './paint.ts';

export interface BootTextOptions {
  readonly colour: boolean;
  readonly lang: Language;
}

/** How many bytes of what was sent and of what came are shown, and how many of them stand before the first wrong one. */
const SHOWN = 8;
const BEFORE = 2;

/** What booting two machines came to, for a person; the report itself is its JSON form. */
export function renderBoot(report: BootReport, { colour, lang }: BootTextOptions): string {
  const paint = paintIn(colour);
  const words = BOOT_WORDS[lang];
  const named = (side: Side): string => `"${onOneLine(report.machines[side].name)}"`;
  const lines =
    report.kind === 'booted'
      ? [paint(BOLD, words.title(named('A'), named('B'))), ...booted(report, words, named, paint)]
      : [`${paint(RED, words.notBooted)} ${obstacleInWords(report.obstacle, words.obstacle, named)}`];
  return lines.join('\n');
}

type Names = (side: Side) => string;

function booted(report: Booted, words: BootWords, named: Names, paint: Paint): readonly string[] {
  const { machines, mapped, bits, orders, modes, wire, works } = report;
  const tried = (label: string, { passed, directions }: Exchange, before = ''): readonly string[] => [
    `  ${passed ? paint(GREEN, 'ok  ') : paint(RED, 'FAIL')}  ${label}: ${before}${directionsInWords(directions, words, named)}`,
    ...directions.flatMap((direction) => excerpt(direction, words)),
  ];
  const notes = [
    ...mapped.map((each) => mappedInWords(each, words)),
    ...SIDES.flatMap((side) => machineNotes(machines[side], named(side), named(farSide(side)), words)),
    ...(bits < 8 ? [words.values(bits, hex2((1 << bits) - 1))] : []),
  ];
  const before = (order: BootOrder): string =>
    order.first === report.listens ? '' : startInWords(order, report, words, named);
  return [
    ...notes.map((note) => `  ${note}`),
    ...orders.flatMap((order) => tried(words.first(named(order.first)), order.exchange, before(order))),
    ...modes.flatMap((each) => (each.mode === 'poll' ? [] : tried(words.mode[each.mode], each))),
    ...SIDES.flatMap((side) => irqNotes(machines[side], named(side), words)).map((note) => `        ${note}`),
    ...(wire === undefined ? [] : tried(words.wire(lineOf(machines.A), lineOf(machines.B)), wire)),
    ...(works && wire?.passed === false ? [`  ${words.failsOnWire(products(report, words))}`] : []),
  ];
}

function mappedInWords(mapped: Mapped, words: BootWords): string {
  switch (mapped.what) {
    case 'host':
      return words.host(onOneLine(mapped.from), mapped.to);
    case 'pipe':
      return words.pipe(onOneLine(mapped.from));
    case 'port':
      return words.port(mapped.from, mapped.why);
  }
}

const PROFILES = { virtualbox5: 'VirtualBox 5', virtualbox: 'VirtualBox 6 / 7', qemu: 'QEMU' } as const;

const machineNotes = (
  { profile, assumed, waits }: BootedMachine,
  name: string,
  peer: string,
  words: BootWords,
): readonly string[] => [
  ...(assumed === undefined ? [] : [words.assumed(name, PROFILES[profile], assumed)]),
  ...(waits ? [words.waits(name, peer)] : []),
];

const irqNotes = ({ com, irq, wiredTo }: BootedMachine, name: string, words: BootWords): readonly string[] =>
  wiredTo === irq ? [] : [words.irq(name, com, wiredTo, irq)];

/** What happens to the machine that connects when it is started first. */
function startInWords(
  { first, refused }: BootOrder,
  { machines, listens }: Booted,
  words: BootWords,
  named: Names,
): string {
  return refused
    ? words.refused(RUNNERS[machines[first].product], named(listens))
    : words.retried(named(listens));
}

const products = ({ machines }: Booted, { and }: BootWords): string =>
  [...new Set(SIDES.map((side) => RUNNERS[machines[side].product]))].join(and);

const lineOf = ({ line }: BootedMachine): string => lineInWords({ ...line, divisor: FASTEST / line.rate });

// ---------------------------------------------------------------- what came

function directionsInWords(directions: readonly DirectionResult[], words: BootWords, named: Names): string {
  const wrong = directions.filter(({ difference, flagged }) => difference !== null || flagged > 0);
  if (wrong.length === 0) return words.allCame(directions[0]?.sent ?? 0);
  return wrong
    .map(({ from, to, received, sent, flags, difference }) =>
      [
        words.came(named(from), named(to), received, sent, isSame(difference)),
        ...FLAGS.filter((flag) => flags[flag] > 0).map((flag) => words.withFlag(flags[flag], flag)),
      ].join(', '),
    )
    .join('; ');
}

/** Those that came are those that were sent, as far as they go. */
const isSame = (difference: DirectionResult['difference']): boolean =>
  difference === null || difference.came.length <= difference.place - difference.from;

/** The first wrong bytes. */
function excerpt({ difference }: DirectionResult, words: BootWords): readonly string[] {
  if (difference === null || isSame(difference)) return [];
  const start = Math.max(0, difference.place - difference.from - BEFORE);
  const width = Math.max(words.wanted.length, words.got.length);
  const row = (label: string, bytes: readonly number[]): string =>
    `          ${label.padEnd(width)}  ${bytes
      .slice(start, start + SHOWN)
      .map(hex2)
      .join(' ')}`;
  return [row(words.wanted, difference.wanted), row(words.got, difference.came)];
}

// ---------------------------------------------------------------- why nothing was booted

function obstacleInWords(obstacle: Obstacle, words: ObstacleWords, named: Names): string {
  switch (obstacle.why) {
    case 'off':
      return words.off(named(obstacle.side));
    case 'no-socket':
      return words.noSocket(named(obstacle.side));
    case 'later':
      return words.later(named(obstacle.side), onOneLine(obstacle.text));
    case 'both-listen':
      return words.bothListen;
    case 'both-connect':
      return words.bothConnect;
    case 'transports-differ':
      return words.transportsDiffer;
    case 'ports-differ':
      return words.portsDiffer(onOneLine(obstacle.listens), onOneLine(obstacle.dials));
    case 'paths-differ':
      return words.pathsDiffer(onOneLine(obstacle.listens), onOneLine(obstacle.dials));
    case 'port-invalid':
      return words.portInvalid(named(obstacle.side), onOneLine(obstacle.text));
    case 'framings-differ':
      return words.framingsDiffer(obstacle.a, obstacle.b);
    case 'fifos':
      return words.fifos(named(obstacle.side));
    case 'no-port': {
      const { side, com, base } = obstacle;
      return words.noPort(named(side), com, base === undefined ? undefined : `0x${hexPort(base)}`);
    }
  }
}
