import { hex2 } from '../../../ground/bytes.ts';
import type { Side } from '../../../ground/side.ts';
import { errorNames } from '../../../report/registers.ts';
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

/** What comes, what comes wrong, what is lost, and the timeout: what matters most has its words first. */
export function drawReceived(scene: Scene, row: Row, side: Side, lanes: MachineLanes): void {
  const { colours } = scene;
  const room = new Room(scene);
  const whole = { top: row.top, height: row.height };
  const tick = { top: row.top + WORDS - 3, height: 5 };
  const moments = (marks: Marks, colour: string, strip: { top: number; height: number }, width: number) => {
    const found = singly(scene, marks);
    if (found === null) shades(scene, marks, strip, colour);
    for (const { to, record } of found ?? []) {
      upright(scene, to, strip, colour, width);
      if (scene.isGhost) continue;
      const words = wordsOf(scene, record).find((one) => room.take(to - 2, one.length * scene.char + 4));
      if (words !== undefined)
        write(
          scene,
          words,
          to + 3,
          row.top + 10,
          colour === colours.bad || colour === colours.irq ? colour : colours.ink,
        );
    }
  };
  moments(lanes.losses, colours.bad, whole, 2);
  moments(lanes.faulty, colours.bad, whole, 2);
  moments(lanes.timeouts, colours.irq, whole, 2);
  moments(lanes.arrivals, colourOf(scene, side), tick, 1.5);
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

export const characterOf = (char: number): string =>
  char >= 0x20 && char < 0x7f ? `'${String.fromCharCode(char)}'` : `0x${hex2(char)}`;

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
