import type { Want } from '../scenario/model.ts';
import { bear } from './flags.ts';
import { Matcher } from './matcher.ts';
import { PatternMatcher } from './pattern-matcher.ts';

/** Is given each byte with its errors (LSR bits) as it comes, and says true at the one that completes what is wanted. */
export type Taker = (byte: number, errors: number) => boolean;

export function takerOf(want: Want): Taker {
  if ('bytes' in want) {
    const matcher = new Matcher(want.bytes);
    return (byte) => matcher.take(byte);
  }
  if ('pattern' in want) {
    const matcher = new PatternMatcher(want.pattern);
    return (byte) => matcher.take(byte);
  }
  if ('flags' in want) return (_, errors) => bear(errors, want.flags);
  let left = want.count;
  return () => {
    left -= 1;
    return left <= 0;
  };
}
