import { escaped } from './svg/markup.ts';

/** Lines of text as XML and HTML can hold them. */
export const escapedLines = (lines: readonly string[]): string => lines.map(escaped).join('\n');

/** ` name="value"` for each that has one. */
export const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escaped(String(value))}"`]))
    .join('');

export { escaped };
