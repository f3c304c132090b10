import { counted, quotedBytes } from '../../quantities.ts';
import { includes, unwritten } from './coming.ts';
import type { Rule } from './finding.ts';

/** The chips and the line did all that they should. */
export const allAsSent: Rule = (scene) => {
  const { from, on, result, failure } = scene;
  const { cause } = failure;
  if (cause.kind !== 'expect' && cause.kind !== 'pattern') return undefined;
  const direction = result.directions.find((one) => one.from === from);
  if (direction === undefined || direction.sent === 0 || direction.difference !== null) return undefined;
  const { sent, received } = direction;
  if (received !== sent || direction.flagged > 0 || cause.cameCount < received) return undefined;
  const read = scene.last('in', on, ({ serial }) => serial !== undefined);
  return {
    cause: `${on} read all that ${from} sent (${counted(sent, 'character')}), without an error: what was sent is not what the step expects.`,
    fix: 'Compare the step with what is sent: neither the chips nor the line are why.',
    moments: read === undefined ? [] : [scene.moment(read)],
  };
};

/** A step before has taken what this one looks for. */
export const cameBefore: Rule = (scene) => {
  const { on, from, failure, since, receiver } = scene;
  const { cause } = failure;
  const isMoreSent = scene.first('out', from, ({ serial }) => serial !== undefined) !== undefined;
  if (isMoreSent || receiver.received.length > 0) return undefined;
  if (cause.kind !== 'expect' || cause.wanted.length < cause.wantedCount || cause.wanted.length === 0)
    return undefined;
  const reads = scene.ever('in', on, ({ serial }) => serial !== undefined);
  const last = reads.findLast(({ t }) => t <= since);
  const bytes = reads.map(({ v }) => v);
  if (last === undefined || !includes(bytes, cause.wanted)) return undefined;
  return {
    cause: `${quotedBytes(cause.wanted)} came to ${on} before, and an earlier step has taken it, or some of it: a step looks only behind what earlier ones have found.`,
    fix: 'Expect all of it in one step, or expect here only what comes after.',
    moments: [scene.moment(last)],
  };
};

/** All is written, and what the step looks for is not in it: neither chips nor line are why. */
export const neverSent: Rule = (scene) => {
  const { from, failure, isWhole } = scene;
  const { cause } = failure;
  if (!isWhole || cause.kind !== 'expect' || unwritten(scene) > 0) return undefined;
  const { wanted, wantedCount } = cause;
  if (wanted.length === 0 || wanted.length < wantedCount) return undefined;
  const writes = scene.ever('out', from, ({ serial }) => serial !== undefined);
  const sent = writes.map(({ v, t }) => v & (scene.timingAt(from, t)?.dataMask ?? 0xff));
  const last = writes.at(-1);
  if (last === undefined || includes(sent, wanted)) return undefined;
  return {
    cause: `${quotedBytes(wanted)} is not in what ${from} had sent when the wait ended, which is ${quotedBytes(sent)}.`,
    fix: 'Compare the step with what is sent.',
    moments: [scene.moment(last)],
  };
};
