import { expect } from 'chai';
import fc from 'fast-check';
import { bytesOf } from '../../harness/ground/bytes.ts';
import type { Side } from '../../harness/ground/side.ts';
import type { Transport } from '../../harness/link/profile.ts';
import { Recording, type RecordingOptions } from '../../harness/peer/recording.ts';
import type { TapEvent } from '../../harness/peer/tap-event.ts';
import { over, play } from '../../harness/run/play.ts';
import { loadScenario } from '../../harness/scenario/load.ts';
import type { Scenario } from '../../harness/scenario/model.ts';
import type { LineSettings } from '../../harness/uart/line-settings.ts';
import { payloadsOf } from './payloads.ts';

export const EIGHT_BITS: LineSettings = { bits: 8, parity: 'none', stop: 1 };

export const begun = (options: Partial<RecordingOptions> = {}): Recording =>
  new Recording({
    name: 'talk',
    line: { ...EIGHT_BITS, divisor: 1 },
    transport: 'tcp',
    listens: 'B',
    ...options,
  });

const PARTED: Omit<Extract<TapEvent, { kind: 'parted' }>, 'at'> = {
  kind: 'parted',
  bytes: { A: { came: 0, passed: 0 }, B: { came: 0, passed: 0 } },
  left: { A: 'closed', B: 'closed' },
  seconds: 1,
};

/** A piece at a time, in ms: `[12, 'A', 'hello']`; null is the end of a conversation. */
export type Piece =
  | readonly [at: number, side: Side, bytes: string | Uint8Array]
  | readonly [at: number, null];

export const eventOf = (piece: Piece): TapEvent => {
  const at = piece[0] / 1000;
  if (piece[1] === null) return { at, ...PARTED };
  const [, side, bytes] = piece;
  return { at, kind: 'bytes', side, bytes: typeof bytes === 'string' ? bytesOf(bytes) : bytes };
};

export const textOf = (pieces: readonly Piece[], recording = begun()): string =>
  recording.head() + pieces.map((piece) => recording.tell(eventOf(piece))).join('') + recording.rest();

export function loaded(text: string): Scenario {
  const { scenarios, diagnostics } = loadScenario(text, 'talk.lab7.yaml');
  expect(diagnostics.map(({ what }) => what)).to.deep.equal([]);
  const [only] = scenarios;
  if (only === undefined) throw new Error('there is no scenario');
  return only;
}

const LONGEST = 60;

const said = fc.record({
  after: fc.oneof(fc.double({ min: 0, max: 0.2, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true })),
  side: fc.constantFrom<Side>('A', 'B'),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: LONGEST }),
    fc.string({ minLength: 1, maxLength: LONGEST, unit: 'binary-ascii' }).map(bytesOf),
  ),
  partsBefore: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

/** Records conversations that nobody has thought of, and plays what has been recorded. */
export const playsRight = (link: Exclude<Transport, 'pipe'>, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 12 }), async (conversation) => {
      let at = 0;
      const pieces = conversation.flatMap(({ after, side, bytes, partsBefore }): Piece[] => {
        at += after;
        const piece = [at, side, bytes] as const;
        return partsBefore ? [[at, null], piece] : [piece];
      });
      const scenario = loaded(textOf(pieces));
      const sent = (from: Side) =>
        Buffer.concat(conversation.flatMap(({ side, bytes }) => (side === from ? [bytes] : [])));
      expect(payloadsOf(scenario.steps)).to.deep.equal({ A: sent('A'), B: sent('B') });
      const { failures, directions } = await play(over(scenario, link), { seed: 1 });
      expect(failures.map(({ what }) => what)).to.deep.equal([]);
      for (const { from, received } of directions) expect(received).to.equal(sent(from).length);
    }),
    { numRuns },
  );
