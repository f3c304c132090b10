/** Bytes of each value, in an order without runs that does not come again for 64 KiB. */
export const block = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, i) => (i * 167 + (i >> 8)) & 0xff));
