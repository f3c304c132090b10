import type { MachineSeen } from '../machine-seen.ts';
import type { Scene } from './scene.ts';

/** What has left the program that sends, and has not come to the other chip. */
export function onTheWay(
  scene: Scene,
): Pick<MachineSeen, 'sending'> & { readonly waiting: MachineSeen['toSend'] } {
  const { on, at, sender } = scene;
  const { sending, toSend } = sender;
  const isThere =
    sending === null ||
    sending.ends <= at ||
    // It is whole in the middle of its stop bit, before its frame ends.
    scene.ever('char', on, ({ serial }) => serial === sending.serial).length > 0;
  return { sending: isThere ? null : sending, waiting: toSend };
}

/** Whether more time can bring what is wanted: not where other characters are coming than those. */
export function mayStillCome(scene: Scene): boolean {
  const { failure, receiver } = scene;
  const { cause } = failure;
  const { sending, waiting } = onTheWay(scene);
  const slots = [...receiver.received, ...(sending === null ? [] : [sending]), ...waiting];
  const coming = slots.map(({ char }) => char ?? -1);
  switch (cause.kind) {
    case 'register':
      return cause.port !== cause.base || coming.includes(cause.wanted);
    case 'irq':
    case 'lab7':
      return true;
    case 'expect':
      break;
    default:
      return false;
  }
  const { wanted, wantedCount, came, cameCount } = cause;
  if (wanted.length > 0 && unwritten(scene) > 0)
    return includes([...came, ...coming], wanted) || mayGoOn([...came, ...coming], wanted);
  if (unwritten(scene) > 0) return true;
  if (wanted.length === 0) return cameCount + coming.length >= wantedCount;
  // Only the first of many are kept.
  if (came.length < cameCount) return true;
  return includes([...came, ...coming], wanted);
}

/** How many characters the sender was given, and has not written to THR. */
export function unwritten({ result, from }: Scene): number {
  const direction = result.directions.find((one) => one.from === from);
  return direction === undefined ? 0 : Math.max(0, direction.sent - direction.written);
}

/** Whether what has come so far may be the beginning of it, with or without something before. */
const mayGoOn = (all: readonly number[], wanted: readonly number[]): boolean =>
  all.length === 0 || all.some((_, at) => all.slice(at).every((byte, i) => wanted[i] === byte));

/** Whether these stand among those, one behind the other. */
export const includes = (all: readonly number[], part: readonly number[]): boolean =>
  all.some((_, at) => part.every((byte, i) => all[at + i] === byte));
