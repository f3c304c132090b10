/** The bytes that every contestant carries: no two neighbours alike, all 256 of them in turn. */
export const byteAt = (index: number): number => (index * 167 + 13) & 0xff;

export class WrongByte extends Error {
  constructor(index: number, byte: number, wanted: number = byteAt(index)) {
    super(`byte ${index} came as ${byte}, and it is ${wanted}`);
  }
}
