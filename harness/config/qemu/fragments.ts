import type { Invocation } from './invocation.ts';

/** Arguments alone: nothing stands before the first option. */
export const isFragment = ({ line }: Invocation): boolean =>
  line.name === undefined && (line.words[0]?.text.startsWith('-') ?? true);

/**
 * Arguments that stand by themselves, one line each, as in a file of options: what uses a chardev is one with what
 * defines it.
 */
export function withoutParts(all: readonly Invocation[]): readonly Invocation[] {
  const definers = new Map<string, Invocation>();
  const whole = new Set(all);
  for (const each of all) {
    if (!isFragment(each)) continue;
    const own = definedIn(each);
    const id = askedIn(each).find((asked) => !own.includes(asked) && definers.has(asked));
    const definer = id === undefined ? undefined : definers.get(id);
    const together = definer === undefined ? each : joined(definer, each);
    if (definer !== undefined) {
      whole.delete(definer);
      whole.delete(each);
      whole.add(together);
    }
    for (const defined of definedIn(together))
      if (definer !== undefined || !definers.has(defined)) definers.set(defined, together);
  }
  return [...whole];
}

const definedIn = ({ chardevs }: Invocation): readonly string[] =>
  chardevs.flatMap(({ value }) => (value === undefined ? [] : (idOf(value.text) ?? [])));

const askedIn = ({ serials, devices }: Invocation): readonly string[] =>
  [...serials, ...devices].flatMap(({ value }) =>
    value === undefined ? [] : (ASKED.exec(value.text)?.[1] ?? []),
  );

const ASKED = /(?:^chardev:|,chardev=)([\w.-]{1,100})/;
const idOf = (text: string): string | undefined => /,id=([\w.-]{1,100})/.exec(text)?.[1];

const joined = (one: Invocation, other: Invocation): Invocation => ({
  ...one,
  line: { ...one.line, words: [...one.line.words, ...other.line.words] },
  serials: [...one.serials, ...other.serials],
  chardevs: [...one.chardevs, ...other.chardevs],
  devices: [...one.devices, ...other.devices],
});
