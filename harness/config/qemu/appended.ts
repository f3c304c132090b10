import type { Edit } from '../../ground/diagnostic.ts';
import type { Machine, Parts, Place } from '../model.ts';

/** No shell and no language does anything with these, in quotes of either kind or without. */
const HARMLESS = /^[\w.,:/=@+ -]*$/;
const NEEDS_QUOTES = /[^\w.,:/=@+-]/;

/** An argument as it is to stand in the text; undefined where it could come out as another. */
export function written(argument: string, parts: Parts, like: Place | undefined): string | undefined {
  if (!HARMLESS.test(argument)) return undefined;
  const before = like?.source.text[like.range[0]] ?? '';
  const quote = before === "'" || before === '"' ? before : '"';
  if (parts.list !== undefined) return `${quote}${argument}${quote}`;
  // PowerShell takes a comma for the sign of a list.
  const isQuoted = NEEDS_QUOTES.test(argument) || (parts.powershell !== undefined && argument.includes(','));
  return isQuoted ? `${quote}${argument}${quote}` : argument;
}

/** More arguments at the end of a machine's command. */
export function appended({ parts, at }: Machine, arguments_: readonly string[]): Edit | undefined {
  const { last, previous } = parts;
  const place = last ?? at;
  const words = arguments_.map((each) => written(each, parts, last));
  if (words.includes(undefined)) return undefined;
  const { source, range } = place;
  const between = betweenOf(parts, previous, place);
  return source.edit([range[1], range[1]], words.map((word) => between + word).join(''));
}

/** In a list, what stands between its last two items. */
function betweenOf(parts: Parts, previous: Place | undefined, last: Place): string {
  if (parts.list === undefined) return ' ';
  const text = last.source.text.slice(previous?.range[1] ?? last.range[0], last.range[0]);
  return /^[\s,]+$/.test(text) ? text : ', ';
}
