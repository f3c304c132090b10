import { type DepartedFrame, hasOtherLength } from '../../run/golden-frame.ts';
import { type Line, lcrFor, lineInWords } from '../../uart/line-settings.ts';
import { listed } from '../quantities.ts';
import { characterInWords } from '../svg/machine-lanes.ts';
import { later } from './later.ts';
import { ordinal } from './ordinal.ts';

/** `A's first frame ended at tick 192, was 176: one bit later, since LCR bit 2 is set`. */
export function frameInWords(frame: DepartedFrame): string {
  const { side, nth, wanted, came } = frame;
  const { line } = wanted;
  const carries =
    came.char === wanted.char
      ? []
      : [`carries ${characterInWords(came.char)}, was ${characterInWords(wanted.char)}`];
  const begins = came.t === wanted.t ? [] : [`began at tick ${came.t}, was ${wanted.t}`];
  const subject = `${side}'s ${ordinal(nth)} frame`;
  if (!hasOtherLength(frame)) {
    const moved = begins.map((words) => `${words}: ${later(came.t - wanted.t, line)}`);
    return `${subject} ${listed([...carries, ...moved])}`;
  }
  const ends = `ended at tick ${came.ends}, was ${wanted.ends}`;
  const [length, before] = [came.ends - came.t, wanted.ends - wanted.t];
  const how =
    begins.length === 0
      ? later(length - before, line)
      : `it takes ${later(length - before, line, ['longer', 'less'])}`;
  return `${subject} ${listed([...carries, ...begins, ends])}: ${how}${since(line, came.line)}`;
}

/** Only what both traces tell. */
function since(wanted: Line | null, came: Line | null): string {
  if (wanted === null || came === null) return '';
  const causes = [
    ...lcrInWords(lcrFor(wanted), lcrFor(came)),
    ...(wanted.divisor === came.divisor ? [] : [`the divisor is ${came.divisor}, was ${wanted.divisor}`]),
  ];
  return causes.length === 0
    ? `, with the line at ${lineInWords(came)} in both`
    : `, since ${listed(causes)}`;
}

function lcrInWords(wanted: number, came: number): readonly string[] {
  const bits = [0, 1, 2, 3, 4, 5].filter((bit) => (((wanted ^ came) >> bit) & 1) !== 0);
  return bits.map((bit) => `LCR bit ${bit} is ${((came >> bit) & 1) === 0 ? 'clear' : 'set'}`);
}
