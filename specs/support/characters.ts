import fc from 'fast-check';

/**
 * Any character of Unicode. fast-check's own unit `binary` is the same, and builds a table of them all first: seconds
 * for each process.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat(0x10ffff - 0x800)
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + 0x800));
