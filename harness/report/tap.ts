import { farSide, SIDES, type Side } from '../ground/side.ts';
import { RECORDING_ENDS, type RecordingEnd } from '../peer/recording.ts';
import type { TapOutcome } from '../peer/tap.ts';
import { LEAVINGS } from './departures.ts';
import { counted } from './quantities.ts';

/** What has been written to a file. */
export interface Recorded {
  /** As the user names it. */
  readonly file: string;
  readonly bytes: number;
  /** Why the rest is not in it, and since when; null when all is. */
  readonly end: { readonly why: RecordingEnd | 'unwritable'; readonly at: number } | null;
}

/** What stands under the conversation: how long, how much, and how each side left. */
export function renderTap(outcome: TapOutcome, recorded: Recorded | null, program: string): string {
  const { why, seconds, conversations, last } = outcome;
  const lines = [
    `the tap ${WHY[why]} after ${seconds.toFixed(3)} s, with ${conversations === 0 ? 'no conversation' : counted(conversations, 'conversation')}`,
    ...(conversations === 0 ? [] : SIDES.map((side) => carried(outcome, side))),
    ...(last === null
      ? []
      : SIDES.map(
          (side) => `${conversations > 1 ? 'at last ' : ''}machine ${side} ${LEAVINGS[last.left[side]]}`,
        )),
    ...(recorded === null ? [] : recordedInWords(recorded, program)),
  ];
  return `${lines.join('\n')}\n`;
}

const WHY: Readonly<Record<TapOutcome['why'], string>> = {
  interrupted: 'was interrupted',
  timeout: 'has ended as its time was over',
  over: 'has ended with its conversation',
};

function carried({ bytes }: TapOutcome, side: Side): string {
  const { came, passed } = bytes[side];
  const lost = came - passed;
  return `${side} > ${farSide(side)}  ${counted(came, 'byte')}${lost > 0 ? `, and ${counted(lost, 'byte')} of them did not go out: machine ${farSide(side)} had left` : ''}`;
}

const NOT_IN_IT: Readonly<Record<RecordingEnd | 'unwritable', string>> = {
  ...RECORDING_ENDS,
  unwritable: 'the file could not be written any more',
};

function recordedInWords({ file, bytes, end }: Recorded, program: string): readonly string[] {
  if (bytes === 0 && end === null) return [`${file} is a scenario in which nothing is said: no byte came`];
  return [
    bytes === 0
      ? `nothing is recorded in ${file}`
      : `recorded ${counted(bytes, 'byte')}: \`${program} run ${file}\` plays them`,
    ...(end === null ? [] : [`not in it is what came after ${end.at.toFixed(3)} s: ${NOT_IN_IT[end.why]}`]),
  ];
}

/** One document for a tap, as `run --json` has one for its scenarios. */
export function tapAsJson(outcome: TapOutcome, recorded: Recorded | null, version: string): string {
  const { why, seconds, conversations, bytes, last } = outcome;
  const tap = {
    end: why,
    conversations,
    bytes,
    ...(last === null ? {} : { left: last.left }),
    ...(recorded === null
      ? {}
      : {
          recording: {
            file: recorded.file,
            bytes: recorded.bytes,
            isWhole: recorded.end === null,
            ...(recorded.end === null ? {} : { end: recorded.end.why }),
          },
        }),
    wallMs: Math.round(seconds * 1000),
  };
  return JSON.stringify({ nullmodem: 1, version, tap }, null, 1);
}
