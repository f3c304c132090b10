/** A well-mixed byte for each place of a stream that a seed names: any place, in any order, at no memory. */
export function randomByte(seed: number, place: number): number {
  let x = (Math.imul(seed | 0, 0x9e3779b1) ^ (place | 0)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return ((x ^ (x >>> 15)) >>> 8) & 0xff;
}
