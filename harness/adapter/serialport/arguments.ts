/** What callers without types may get wrong: a TypeError as the other bindings have it, or a RangeError. */
export function recordOf<T extends object>(options: T): T {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options;
  throw new TypeError(`the options are an object, not ${described(options)}`);
}

export function baudRateOf({ baudRate }: { readonly baudRate: number }): number {
  if (typeof baudRate !== 'number') throw new TypeError(`baudRate is a number, not ${described(baudRate)}`);
  if (baudRate > 0 && baudRate < Number.POSITIVE_INFINITY) return baudRate;
  throw new RangeError(`a baudRate is above 0: ${baudRate}`);
}

export function pathOf({ path }: { readonly path: string }): string {
  if (typeof path === 'string' && path !== '') return path;
  throw new TypeError(`path is the name of a port, not ${path === '' ? 'empty' : described(path)}`);
}

/** The part of a buffer that a read is to fill. */
export function spanOf(buffer: Buffer, offset: number, length: number): Uint8Array {
  if (!Buffer.isBuffer(buffer))
    throw new TypeError(`what is read into is a Buffer, not ${described(buffer)}`);
  for (const [name, value] of [
    ['offset', offset],
    ['length', length],
  ] as const)
    if (!Number.isInteger(value)) throw new TypeError(`${name} is a whole number, not ${described(value)}`);
  if (offset < 0 || length < 1 || offset + length > buffer.length)
    throw new RangeError(`${length} bytes at ${offset} are not within a buffer of ${buffer.length}`);
  return buffer.subarray(offset, offset + length);
}

const described = (value: unknown): string =>
  typeof value === 'number' || value === null || value === undefined
    ? String(value)
    : Array.isArray(value)
      ? 'an array'
      : `a ${typeof value}`;
