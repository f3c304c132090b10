import { SIDES } from '../../ground/side.ts';
import type { TraceRecord } from '../../ground/trace.ts';
import type { LineChange } from '../line/line-change.ts';
import { changesOf } from '../line/timeline.ts';
import { counted } from '../quantities.ts';
import { errorNames } from '../registers.ts';
import type { Bases } from '../story.ts';
import { axis } from './axis.ts';
import { LANES_HEIGHT, machineLanes } from './machine-lanes.ts';
import { escaped, px, stroke } from './markup.ts';
import { STYLE } from './style.ts';
import { type View, viewOf, WIDTH, type Wish } from './view.ts';

export interface LineSvgOptions extends Wish {
  readonly bases?: Bases;
}

/** Both machines' lines as one picture that needs nothing beside it; it may stand inside an HTML page, with others. */
export function lineSvg(records: readonly TraceRecord[], options: LineSvgOptions): string {
  return pictureOf(changesOf(records, options.bases), options);
}

/** The same of changes that are known already; those before the window say how it begins. */
export function pictureOf(changes: readonly LineChange[], options: Wish): string {
  const view = viewOf(changes, options);
  const lanes = SIDES.map((side, i) => machineLanes(side, changes, view, TOP + i * LANES_HEIGHT));
  const bottom = TOP + SIDES.length * LANES_HEIGHT;
  const height = bottom + AXIS;
  const { focus } = options;
  const marked =
    focus === undefined || focus < view.from || focus >= view.to
      ? ''
      : stroke(`M${px(view.x(focus))} ${TOP}V${bottom}`, 'focus');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="nm-line" viewBox="0 0 ${WIDTH} ${height}" width="100%" style="max-width:${WIDTH}px" role="img">`,
    `<title>${escaped(titleOf(view))}</title>`,
    `<desc>${escaped(inWords(changes, view))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    axis(view, TOP, bottom),
    ...lanes,
    marked,
    '</svg>',
    '',
  ].join('\n');
}

const TOP = 12;
const AXIS = 32;

const titleOf = ({ from, to }: View): string =>
  `The lines of A and B from tick ${Math.floor(from)} to ${Math.ceil(to)}`;

/** For who does not see the picture: what was sent, what came wrong, and what was lost. */
function inWords(changes: readonly LineChange[], { from, to }: View): string {
  const shown = changes.filter(({ at }) => at >= from && at < to);
  const said = SIDES.flatMap((side) => {
    const own = shown.filter((change) => change.side === side);
    const count = (kind: LineChange['kind']): number => own.filter((change) => change.kind === kind).length;
    const wrong = own.flatMap((change) =>
      change.kind === 'arrival' && change.arrival.errors !== 0
        ? [`${errorNames(change.arrival.errors).join(' ')} at tick ${change.at}`]
        : [],
    );
    const lost = count('loss');
    return [
      `${side} sends ${some(count('frame'))} and receives ${some(count('arrival'))}`,
      ...(wrong.length === 0 ? [] : [`with ${wrong.slice(0, MOST_NAMED).join(', ')}`]),
      ...(wrong.length > MOST_NAMED ? [`and ${wrong.length - MOST_NAMED} more errors`] : []),
      ...(lost === 0 ? [] : [`and loses ${lost}`]),
    ].join(' ');
  });
  return `${said.join('. ')}.`;
}

const some = (count: number): string => (count === 0 ? 'none' : counted(count, 'character'));

const MOST_NAMED = 8;
