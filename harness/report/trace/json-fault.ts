const TOKEN =
  /[{}[\],:]|"(?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BLANK = /[ \t\r\n]*/y;

type Due = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

/**
 * Where a text that is no JSON goes wrong: its length, where it is only too short. The engine does not always say so,
 * and says it in other words from version to version.
 */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  let due: Due = 'value';
  let at = 0;
  for (;;) {
    at += matchAt(BLANK, text, at).length;
    if (at >= text.length || (due === ', or end' && open.length === 0)) return at;
    const token = matchAt(TOKEN, text, at);
    if (token === '') return isBegun(text.slice(at)) ? text.length : at;
    const next = after(token, due, open);
    if (next === null) return at;
    due = next;
    at += token.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** A token, or the rest of a number, that might yet become one. */
const isBegun = (rest: string): boolean =>
  /^(?:"(?:[^"\\]|\\.)*\\?|-|\.|[eE][+-]?|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(rest);

/** What is due behind a token; null where it was not due itself. */
function after(token: string, due: Due, open: string[]): Due | null {
  const isText = token.startsWith('"');
  if (due === ':') return token === ':' ? 'value' : null;
  if (due === ', or end' && token === ',') return open.at(-1) === '{' ? 'key' : 'value';
  const closes = { '{': '}', '[': ']' }[open.at(-1) ?? ''];
  if (token === closes && (due === ', or end' || due.endsWith(token))) {
    open.pop();
    return ', or end';
  }
  if (due === ', or end') return null;
  if (due.startsWith('key')) return isText ? ':' : null;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  return /^[}\],:]$/.test(token) ? null : ', or end';
}
