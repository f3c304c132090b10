import { hex2 } from '../../ground/bytes.ts';
import type { Side } from '../../ground/side.ts';
import { type Part, shapeInWords } from '../line/frame-parts.ts';
import type { Arrival, LineChange, Loss, SentFrame } from '../line/line-change.ts';
import { errorNames } from '../registers.ts';
import { box, label, px, stroke } from './markup.ts';
import { LEFT, type View, WIDTH } from './view.ts';
import { wavePath } from './wave.ts';

/** Rows of one machine, from its top. */
const ROW = { head: 12, high: 24, low: 44, names: 56, mark: 64, came: 78, intrHigh: 88, intrLow: 100 };
export const LANES_HEIGHT = 116;

/** A bit narrower than that has no name of its own; a character narrower than that is drawn as a box. */
const NAMED = 9;
const DIVIDED = 12;
const CHARACTER = 7.3;

/** One machine: what leaves SOUT with its bits named, what its receiver takes, and INTR. */
export function machineLanes(side: Side, changes: readonly LineChange[], view: View, top: number): string {
  const own = changes.filter((change) => change.side === side);
  const row = (name: keyof typeof ROW): number => top + ROW[name];
  const frames = seen(
    own.flatMap((change) => (change.kind === 'frame' ? [change.frame] : [])),
    view,
  );
  const levels = own.filter((change) => change.kind === 'sout');
  const intr = own.filter((change) => change.kind === 'intr');
  const came = own.flatMap((change) =>
    change.kind === 'arrival' ? [change.arrival] : change.kind === 'loss' ? [change.loss] : [],
  );
  return [
    label({ x: 8, y: row('low') - 6 }, 'ink head', `${side} SOUT`),
    label({ x: 8, y: row('came') }, 'faint', 'receives'),
    label({ x: 8, y: row('intrLow') }, 'faint', 'INTR'),
    ...frames.map((frame) => frameBody(frame, view, row('high'), row('low'))),
    stroke(wavePath(levels, view, 1, { high: row('high'), low: row('low') }), 'wave'),
    ...frames.flatMap((frame) => partNames(frame, view, row('names'))),
    ...spaced(
      frames.map((frame) => ({ x: (view.x(frame.t) + view.x(frame.ends)) / 2, text: sentInWords(frame) })),
      row('head'),
      'ink mid',
    ),
    ...arrivals(
      came.filter(({ t }) => t >= view.from && t < view.to),
      view,
      row('mark'),
      row('came'),
    ),
    stroke(wavePath(intr, view, 0, { high: row('intrHigh'), low: row('intrLow') }), 'intr'),
  ].join('\n');
}

/** Of frames that are narrower than a pixel, one a pixel. */
function seen(frames: readonly SentFrame[], { from, to, x }: View): readonly SentFrame[] {
  let last = Number.NEGATIVE_INFINITY;
  return frames.filter((frame) => {
    if (frame.ends <= from || frame.t >= to || x(frame.ends) < last + 1) return false;
    last = x(frame.ends);
    return true;
  });
}

function frameBody(frame: SentFrame, view: View, high: number, low: number): string {
  const title = frameInWords(frame);
  const place = (from: number, to: number) => {
    const [left, right] = [view.x(Math.max(from, view.from)), view.x(Math.min(to, view.to))];
    return { x: left, y: high, width: Math.max(0.5, right - left), height: low - high };
  };
  const isDivided = view.x(frame.ends) - view.x(frame.t) >= DIVIDED;
  if (frame.parts.length === 0) return box(place(frame.t, frame.ends), 'data wave', title);
  if (!isDivided) return box(place(frame.t, frame.ends), 'data', title);
  return frame.parts
    .filter(({ from, to }) => to > view.from && from < view.to)
    .map((part) => box(place(part.from, part.to), part.name, `${partInWords(part)}; ${title}`))
    .join('');
}

function partNames(frame: SentFrame, { x, from, to }: View, y: number): readonly string[] {
  return frame.parts.flatMap((part) => {
    const [middle, width] = [(part.from + part.to) / 2, x(part.to) - x(part.from)];
    if (width < NAMED || middle < from || middle >= to) return [];
    const [long, short] = part.name === 'data' ? [`${part.bit}`, `${part.bit}`] : NAMES[part.name];
    return [label({ x: x(middle), y }, 'small mid', width >= long.length * 6 ? long : short)];
  });
}

const NAMES = { start: ['start', 'S'], parity: ['parity', 'P'], stop: ['stop', 'E'] } as const;

const partInWords = ({ name, bit, level }: Part): string =>
  `${name === 'data' ? `data bit ${bit}` : `${name} bit`}: ${level}`;

export const characterInWords = (char: number): string =>
  `0x${hex2(char)}${char > 0x20 && char < 0x7f ? ` '${String.fromCharCode(char)}'` : ''}`;

const sentInWords = ({ char, serial, isLooped }: SentFrame): string =>
  `${characterInWords(char)}${serial > 0 ? ` #${serial}` : ''}${isLooped ? ' in loopback' : ''}`;

function frameInWords(frame: SentFrame): string {
  const { side, t, ends } = frame;
  return `${side} sends ${sentInWords(frame)} from tick ${t} to ${Math.round(ends)}, ${shapeInWords(frame)}`;
}

/** A mark for each character that came, red where it came wrong or was lost, with words where there is room. */
function arrivals(
  came: readonly (Arrival | Loss)[],
  { x }: View,
  mark: number,
  y: number,
): readonly string[] {
  const isWrong = (one: Arrival | Loss): boolean => 'how' in one || one.errors !== 0;
  const strokes = (wrong: boolean): string =>
    [...new Set(came.filter((one) => isWrong(one) === wrong).map(({ t }) => px(x(t))))]
      .map((left) => `M${left} ${px(mark - 4)}V${px(mark + 4)}`)
      .join('');
  const words = (wrong: boolean) =>
    came
      .filter((one) => isWrong(one) === wrong)
      .map((one) => ({ x: x(one.t) - 2, text: arrivalInWords(one), wrong }));
  // Where there is no room for all, what is wrong has it first.
  return [
    stroke(strokes(false), 'came'),
    stroke(strokes(true), 'failed'),
    ...spaced([...words(true), ...words(false)], y, 'small'),
  ];
}

const arrivalInWords = (one: Arrival | Loss): string =>
  'how' in one
    ? `${characterInWords(one.char)} lost: ${one.how}`
    : [characterInWords(one.char), ...errorNames(one.errors)].join(' ');

interface Word {
  readonly x: number;
  readonly text: string;
  readonly wrong?: boolean;
}

/** As many of these as stand in a row without touching; the first ones first. None leaves the picture. */
function spaced(words: readonly Word[], y: number, kind: string): readonly string[] {
  const taken: (readonly [number, number])[] = [];
  const isMiddle = kind.endsWith('mid');
  return words.flatMap(({ x, text, wrong = false }) => {
    const width = text.length * CHARACTER;
    const left = Math.min(Math.max(LEFT, isMiddle ? x - width / 2 : x), WIDTH - width);
    const right = left + width + CHARACTER;
    if (taken.some(([from, to]) => left < to && right > from)) return [];
    taken.push([left, right]);
    return [label({ x: isMiddle ? left + width / 2 : left, y }, wrong ? `${kind} wrong` : kind, text)];
  });
}
