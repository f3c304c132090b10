import { expect } from 'chai';
import fc from 'fast-check';
import { type ByteSource, SourceQueue, sourceOf } from '../../harness/run/byte-source.ts';

const all = (source: ByteSource): number[] => Array.from({ length: source.length }, (_, i) => source.at(i));
const written = (...bytes: number[]): ByteSource =>
  sourceOf({ bytes: Uint8Array.from(bytes), times: 1 }, 0, 0);

describe('a byte source', () => {
  it('gives 2 bytes 3 times over: 6', () => {
    const source = sourceOf({ bytes: Uint8Array.of(0x55, 0xaa), times: 3 }, 1, 0);
    expect(all(source)).to.deep.equal([0x55, 0xaa, 0x55, 0xaa, 0x55, 0xaa]);
  });

  it('gives the same 1000 random bytes for the same seed and salt, in any order', () => {
    const [one, other] = [sourceOf({ random: 1000 }, 7, 3), sourceOf({ random: 1000 }, 7, 3)];
    const backwards = Array.from({ length: 1000 }, (_, i) => other.at(999 - i)).reverse();
    expect(all(one)).to.deep.equal(backwards);
  });

  for (const [what, seed, salt] of [
    ['seed', 8, 0],
    ['salt', 7, 1],
  ] as const) {
    it(`gives other random bytes for another ${what}: fewer than 20 of 1000 agree`, () => {
      const one = all(sourceOf({ random: 1000 }, 7, 0));
      const other = all(sourceOf({ random: 1000 }, seed, salt));
      expect(one.filter((byte, i) => byte === other[i]).length).to.be.below(20);
    });
  }

  it('draws each of the 256 values 160 to 360 times among 65 536', () => {
    const counts = new Array<number>(256).fill(0);
    for (const byte of all(sourceOf({ random: 65_536 }, 1, 0))) counts[byte] = (counts[byte] ?? 0) + 1;
    expect(Math.min(...counts)).to.be.above(160);
    expect(Math.max(...counts)).to.be.below(360);
  });
});

describe('a queue of sources', () => {
  it('counts 5 bytes of 2 sources, and an empty one between them as none', () => {
    const queue = new SourceQueue();
    for (const source of [written(1, 2), written(), written(3, 4, 5)]) queue.add(source);
    expect(queue.total).to.equal(5);
    expect([0, 1, 2, 3, 4].map((place) => queue.at(place))).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('has no byte at place 2 of 2, and has it once more is added', () => {
    const queue = new SourceQueue();
    queue.add(written(1, 2));
    expect(queue.at(2)).to.equal(undefined);
    queue.add(written(3));
    expect(queue.at(2)).to.equal(3);
  });

  it('slices over the border of 2 sources, and not past the end', () => {
    const queue = new SourceQueue();
    queue.add(written(1, 2, 3));
    queue.add(written(4, 5));
    expect(queue.slice(1, 3)).to.deep.equal([2, 3, 4]);
    expect(queue.slice(4, 32)).to.deep.equal([5]);
    expect(queue.slice(5, 32)).to.deep.equal([]);
  });

  it('reads on as one array would, for any sources and any reader', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(255), { maxLength: 6 }), { maxLength: 8 }), (parts) => {
        const queue = new SourceQueue();
        const whole: number[] = [];
        let place = 0;
        for (const part of parts) {
          queue.add(written(...part));
          whole.push(...part);
          expect(queue.slice(place, 100)).to.deep.equal(whole.slice(place));
          for (let n = 0; n < 3; n += 1, place += place < whole.length ? 1 : 0)
            expect(queue.at(place)).to.equal(whole[place]);
        }
      }),
    );
  });
});
