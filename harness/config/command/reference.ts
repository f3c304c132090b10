import type { Value, Values } from './values.ts';

/**
 * A place where a value is to stand: `$PORT`, `${X:-4000}`, `$(X)`, `$env:X`, `%X%`, `!X!`, `#{x}`, `{{.Name}}`, `{x}`,
 * `%s`, `{}`.
 */
const REFERENCE =
  /\$\{\{([^{}\n]{1,200})\}\}|\$\{([^{}\n]{1,200})\}|\$\(([\w.-]{1,100})\)|\$\$?((?:env:|global:|script:)?\w+|[@*])|%~?(\w+)%|%~?(\d|\*|%\w)|%(?:\((\w{1,100})\))?[sd](?!\w)|!(\w+)!|#\{([^{}\n]{1,200})\}|\{\{([^{}\n]{1,200})\}\}|\{([a-z_]\w*|\d?)\}/iy;

export interface Reference {
  /** As written. */
  readonly written: string;
  readonly name: string;
  /** What stands for a name that is not set: `${X:-4000}`. */
  readonly otherwise?: string;
}

const NAME =
  /^(?:env:|global:|script:|env\.|var\.|local\.|user[ \t]+[`'"]|@)?(\w+)[`'"]?(?:\[[@*]\])?(?:\.to_s|\.to_i)?$/i;
const DEFAULT = /^(\w+):?[-=]([^$`"'{}]*)$/;

/** The reference that stands at an offset, if one does. */
export function referenceAt(text: string, offset: number): Reference | undefined {
  REFERENCE.lastIndex = offset;
  const found = REFERENCE.exec(text);
  if (found === null) return undefined;
  const inside = (found.slice(1).find((group) => group !== undefined) ?? '').trim();
  const [, defaulted, otherwise] = DEFAULT.exec(inside) ?? [];
  const name = defaulted ?? NAME.exec(inside)?.[1] ?? inside;
  return { written: found[0], name, ...(otherwise === undefined ? {} : { otherwise }) };
}

/** What it stands for at an offset of the source; undefined where the text does not say. */
export function valueFor({ name, otherwise }: Reference, values: Values, offset: number): Value | undefined {
  const set = values.at(name, offset);
  if (otherwise === undefined || (set !== undefined && set.later === undefined)) return set;
  return { text: otherwise, literal: true, words: [] };
}

/** A text with its references expanded, as far as they can be. */
export interface Expanded {
  readonly text: string;
  readonly later?: string;
}

const BEGINS = /[$%!#{]/g;

export function expanded(text: string, values: Values, offset: number): Expanded {
  let [result, done, later] = ['', 0, undefined as string | undefined];
  BEGINS.lastIndex = 0;
  for (let found = BEGINS.exec(text); found !== null; found = BEGINS.exec(text)) {
    const reference = referenceAt(text, found.index);
    if (reference === undefined) continue;
    const value = valueFor(reference, values, offset);
    const known = value !== undefined && value.later === undefined;
    if (!known) later ??= reference.written;
    result += text.slice(done, found.index) + (known ? value.text : reference.written);
    done = found.index + reference.written.length;
    BEGINS.lastIndex = done;
  }
  return { text: result + text.slice(done), ...(later === undefined ? {} : { later }) };
}
