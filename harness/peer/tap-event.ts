import type { HarnessError } from '../ground/errors.ts';
import type { Side } from '../ground/side.ts';
import type { Departure } from './outlet.ts';

/** How a side's connection ended. */
export type Leaving =
  | Departure
  /** We ended it: the other side had broken off, or was not to be had, or the tap has ended. */
  | 'let-go';

/** What became of the bytes that came from one side. */
export interface Passed {
  readonly came: number;
  /** Of those, given to the system for the other side. */
  readonly passed: number;
}

export type PerSide<T> = Readonly<Record<Side, T>>;

/** From both sides' being there to both sides' having left. */
export interface TapConversation {
  readonly bytes: PerSide<Passed>;
  readonly left: PerSide<Leaving>;
  readonly seconds: number;
}

/** What happens at a tap, `at` seconds after its start. */
export type TapEvent = { readonly at: number } & TapEventBody;

export type TapEventBody =
  /** It listens for this side. */
  | { readonly kind: 'open'; readonly side: Side; readonly where: string }
  | { readonly kind: 'met'; readonly side: Side; readonly name: string }
  /** This side was called, and is not to be had: who waited for it is let go. */
  | { readonly kind: 'unmet'; readonly side: Side; readonly error: HarnessError }
  /** It left before the other side had come. */
  | { readonly kind: 'gave-up'; readonly side: Side; readonly how: Departure; readonly lost: number }
  /** Somebody else called for a side that is there already, and was turned away. */
  | { readonly kind: 'turned-away'; readonly side: Side; readonly name: string }
  /** Somebody called for a side, and the system could not take the call. */
  | { readonly kind: 'missed'; readonly side: Side; readonly message: string }
  /** Both are there: from now on bytes pass. */
  | { readonly kind: 'joined' }
  /** They have come from this side, and are on their way to the other one. */
  | { readonly kind: 'bytes'; readonly side: Side; readonly bytes: Uint8Array }
  /** It sends no more, or is cut off; the other side is told in the same way. */
  | { readonly kind: 'left'; readonly side: Side; readonly how: Departure }
  /** The tap is to end, and this side has yet to take what was passed to it. */
  | { readonly kind: 'awaited'; readonly side: Side }
  | ({ readonly kind: 'parted' } & TapConversation);
