import type { Edit } from '../../ground/diagnostic.ts';
import type { Source } from '../../ground/source.ts';
import type { Machine, Parts, Place } from '../model.ts';
import { dialectOf } from './dialect.ts';

/** No shell and no language does anything with these, in quotes of either kind or without. */
const HARMLESS = /^[\w.,:/=@+ -]*$/;
const NEEDS_QUOTES = /[^\w.,:/=@+-]/;
/** A path of Windows, which a backslash alone makes more difficult. */
const OF_WINDOWS = /^[\w.,:/=@+ \\-]*$/;

/** An argument as it is to stand in the text; undefined where it could come out as another. */
export function written(argument: string, parts: Parts, like: Place | undefined): string | undefined {
  const before = like?.source.text[like.range[0]] ?? '';
  const quote = before === "'" || before === '"' ? before : '"';
  if (!HARMLESS.test(argument)) return withBackslashes(argument, parts, like?.source, quote);
  if (parts.list !== undefined) return `${quote}${argument}${quote}`;
  // PowerShell takes a comma for the sign of a list.
  const isQuoted = NEEDS_QUOTES.test(argument) || (parts.powershell !== undefined && argument.includes(','));
  return isQuoted ? `${quote}${argument}${quote}` : argument;
}

function withBackslashes(
  argument: string,
  parts: Parts,
  source: Source | undefined,
  quote: string,
): string | undefined {
  if (!OF_WINDOWS.test(argument) || argument.endsWith('\\')) return undefined;
  if (parts.cmd !== undefined) return `"${argument}"`;
  const isLiteral =
    parts.list === undefined || (source !== undefined && dialectOf(source).shell === 'powershell');
  if (isLiteral) return `'${argument}'`;
  return `${quote}${argument.replaceAll('\\', '\\\\')}${quote}`;
}

/** More arguments at the end of a machine's command. */
export function appended({ parts, at }: Machine, arguments_: readonly string[]): Edit | undefined {
  const { last, previous } = parts;
  const place = last ?? at;
  const words = arguments_.map((each) => written(each, parts, last));
  if (words.includes(undefined)) return undefined;
  const { source, range } = place;
  const between = betweenWords(parts, previous, place);
  return source.edit([range[1], range[1]], words.map((word) => between + word).join(''));
}

/** What parts two arguments: in a list, what stands between its last two items. */
export function betweenWords(parts: Parts, previous: Place | undefined, last: Place): string {
  if (parts.list === undefined) return ' ';
  const text = last.source.text.slice(previous?.range[1] ?? last.range[0], last.range[0]);
  return /^[\s,]+$/.test(text) ? text : ', ';
}
