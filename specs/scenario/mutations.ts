import { reference } from './files.ts';

/** Whole numbers below `below`, always the same ones for a seed (mulberry32). */
export type Numbers = (below: number) => number;

export function numbers(seed: number): Numbers {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What means something to YAML, to the scenario file, to JavaScript or to a terminal. */
const PIECES: readonly string[] = [
  ...'{}[]:,-#|>"\'!%\\\t\n\r\0'.split(''),
  ...[
    '&a ',
    '*a',
    '? ',
    '<<',
    '---\n',
    '...\n',
    '\r\n',
    '\uFEFF',
    '\u00a0',
    '\u2028',
    '\u202e',
    '\ud800',
    '😀',
  ],
  ...['null', '~', '-1', '0', '1e9', '1e999', '.nan', '.inf', '0x', 'true', 'yes', '99999999999'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...['${{', '}}', ...['mode', 'x', 'link'].map(reference)],
  ...[
    '00..FF',
    '5 AA',
    '120bits',
    '0bits',
    '1000000000s',
    'COM9',
    'A',
    'B',
    'text',
    'hex',
    'parallel',
    'lab7',
  ],
  ...['include', 'exclude', 'flags', '[PE]', 'irq', 'break', 'boot', 'wire', '"\\0"'],
];

const pick = (from: readonly string[], next: Numbers): string => from[next(from.length)] ?? '';

type Mutation = (text: string, next: Numbers) => string;

const MUTATIONS: readonly Mutation[] = [characters, tokens, keys, values, lines];

/** One to four mutations of any kind. */
export function mutated(text: string, next: Numbers): string {
  let result = text;
  for (let left = 1 + next(4); left > 0; left--)
    result = (MUTATIONS[next(MUTATIONS.length)] ?? characters)(result, next);
  return result;
}

/** A cut, a copy, an insertion or a replacement at a random place. */
function characters(text: string, next: Numbers): string {
  const at = next(text.length + 1);
  const length = next(12);
  const piece = next(3) === 0 ? text.slice(next(text.length + 1)).slice(0, 30) : pick(PIECES, next);
  return text.slice(0, at) + (next(4) === 0 ? '' : piece) + text.slice(at + (next(2) === 0 ? 0 : length));
}

/** A word, a number or a mark is gone, stands twice, or has become another one of the file. */
function tokens(text: string, next: Numbers): string {
  const all = text.match(/[\w.]+|\s+|[^\w\s]/g) ?? [];
  const at = next(all.length + 1);
  const token = all[at] ?? '';
  const instead = [[], [token, token], [pick(all, next)], [pick(PIECES, next)]][next(4)] ?? [];
  return all.toSpliced(at, 1, ...instead).join('');
}

/** A key is written wrong, or has the name of another one. */
function keys(text: string, next: Numbers): string {
  const all = [...text.matchAll(/[A-Za-z]\w*(?=:)/g)];
  const found = all[next(all.length + 1)];
  if (found === undefined) return text;
  const [key] = found;
  const at = next(key.length);
  const wrong = [
    key.slice(0, at) + key.slice(at + 1),
    key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2),
    key.toUpperCase(),
    pick(
      all.map(([other]) => other),
      next,
    ),
  ];
  return text.slice(0, found.index) + pick(wrong, next) + text.slice(found.index + key.length);
}

/** A value stands where another one belongs. */
function values(text: string, next: Numbers): string {
  const all = [...text.matchAll(/(?<=: )("[^"\n]*"|\[[^\]\n]*\]|[^,{}[\]\n]+)/g)];
  const found = all[next(all.length + 1)];
  if (found === undefined) return text;
  const other = next(4) === 0 ? pick(PIECES, next) : (all[next(all.length)]?.[0] ?? '');
  return text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
}

/** A line is gone, stands twice, elsewhere, or further right. */
function lines(text: string, next: Numbers): string {
  const all = text.split('\n');
  const at = next(all.length);
  const line = all[at] ?? '';
  const rest = all.toSpliced(at, 1);
  const results = [
    rest,
    all.toSpliced(at, 0, line),
    rest.toSpliced(next(all.length), 0, line),
    all.with(at, `  ${line}`),
  ];
  return (results[next(results.length)] ?? all).join('\n');
}
