const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** setTimeout takes no more: 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

export const TIME_LIMIT_FORM = 'a time with its unit: 500ms, 20s, 5min';

/** `20s` in milliseconds; undefined where it is no time. */
export function timeLimitMs(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|h)$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const ms = Math.ceil(Number(number) * (MS[unit] as number));
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined;
}
