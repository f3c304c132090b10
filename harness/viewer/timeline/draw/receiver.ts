import type { Side } from '../../../ground/side.ts';
import { errorNames } from '../../../report/registers.ts';
import { characterOf } from '../../character.ts';
import type { MachineLanes } from '../lanes.ts';
import type { Marks } from '../marks.ts';
import type { Row } from '../rows.ts';
import { drawLevel, drawTrigger } from './levels.ts';
import { colourOf, recordAt, type Scene } from './scene.ts';
import { rect, shades, singly, upright } from './shapes.ts';
import { Room, write } from './words.ts';

/** Room for words above the level. */
const WORDS = 13;

const stripOf = ({ top, height }: Row) => ({ top: top + WORDS, height: height - WORDS - 2 });

export function drawUnread(scene: Scene, row: Row, side: Side, { unread, trigger }: MachineLanes): void {
  const most = Math.max(2, unread.most, trigger.most);
  drawLevel(scene, unread, stripOf(row), most, colourOf(scene, side));
  drawTrigger(scene, trigger, stripOf(row), most);
}

interface Moments {
  readonly marks: Marks;
  readonly colour: string;
  /** The colour of the words. */
  readonly ink: string;
  /** Whether its line goes through the whole row, where there are few of them. */
  readonly isTall: boolean;
}

const FEW = 60;

/** What comes, what comes wrong, what is lost, and the timeout: what matters most has its words first. */
export function drawReceived(scene: Scene, row: Row, side: Side, lanes: MachineLanes): void {
  const { bad, irq, ink } = scene.colours;
  const room = new Room(scene);
  const came = { marks: lanes.arrivals, colour: colourOf(scene, side), ink, isTall: false };
  for (const marks of [lanes.losses, lanes.faulty])
    drawMoments(scene, row, room, { marks, colour: bad, ink: bad, isTall: true });
  drawMoments(scene, row, room, { marks: lanes.timeouts, colour: irq, ink: irq, isTall: true });
  drawMoments(scene, row, room, came);
}

function drawMoments(scene: Scene, row: Row, room: Room, { marks, colour, ink, isTall }: Moments): void {
  const found = singly(scene, marks);
  const high = { top: row.top + (isTall ? 0 : WORDS - 3), height: isTall ? WORDS + 2 : 5 };
  if (found === null) {
    shades(scene, marks, high, colour);
    return;
  }
  const strip = isTall && found.length < FEW ? row : high;
  for (const { to, next, record } of found) {
    upright(scene, to, strip, colour, isTall ? 2 : 1.5);
    if (scene.isGhost || next - to < 2 * scene.char) continue;
    const words = wordsOf(scene, record).find((one) => {
      const width = one.length * scene.char + 4;
      return width <= next - to && room.take(to - 2, width);
    });
    if (words !== undefined) write(scene, words, to + 3, row.top + 10, ink);
  }
}

function wordsOf(scene: Scene, index: number): readonly string[] {
  const record = recordAt(scene, index);
  if (record?.k === 'timeout') return [`character timeout: ${record.held} unread`, 'timeout'];
  if (record?.k === 'lost') return [`lost ${characterOf(record.char)}: ${record.how}`, record.how, '✕'];
  if (record?.k !== 'char') return [];
  const errors = errorNames(record.errors).join(' ');
  const char = characterOf(record.char);
  return errors === '' ? [char] : [`${char} ${errors}`, errors];
}

/** What waits in the transmitter, and what was lost before it could leave. */
export function drawQueued(scene: Scene, row: Row, side: Side, { queued }: MachineLanes): void {
  const strip = { top: row.top + 2, height: row.height - 4 };
  drawLevel(scene, queued, strip, Math.max(2, queued.most), colourOf(scene, side));
}

export function drawUnsent(scene: Scene, row: Row, { unsent }: MachineLanes): void {
  const { colours } = scene;
  const room = new Room(scene);
  const found = singly(scene, unsent);
  if (found === null) shades(scene, unsent, row, colours.bad);
  for (const { from, record } of found ?? []) {
    rect(scene, from, row, 2, colours.bad);
    const words = wordsOf(scene, record).find((one) => room.take(from, one.length * scene.char + 5));
    if (words !== undefined && !scene.isGhost) write(scene, words, from + 5, row.top + 11, colours.bad);
  }
}
