import type { Source } from '../ground/source.ts';

/** A reading that is made once for a text: who recognises it, who reads it and who mends it all look at the same. */
export function once<T>(read: (source: Source) => T): (source: Source) => T {
  const made = new WeakMap<Source, { readonly reading: T }>();
  return (source) => {
    const known = made.get(source) ?? { reading: read(source) };
    made.set(source, known);
    return known.reading;
  };
}
