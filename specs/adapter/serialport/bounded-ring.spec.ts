import { expect } from 'chai';
import fc from 'fast-check';
import { BoundedRing } from '../../../harness/adapter/serialport/bounded-ring.ts';

const CAPACITY = 5;
const step = fc.oneof(
  fc.record({ does: fc.constant('push' as const), byte: fc.nat(255) }),
  fc.record({ does: fc.constant('fill' as const), bytes: fc.uint8Array({ maxLength: 8 }) }),
  fc.record({ does: fc.constant('drain' as const), room: fc.nat(8) }),
  fc.record({ does: fc.constantFrom('shift' as const, 'clear' as const) }),
);

describe('a ring of bytes', () => {
  it('gives in order what was put in, and takes no more than it has room for', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ring = new BoundedRing(CAPACITY);
        let model: number[] = [];
        for (const each of steps) {
          if (each.does === 'push') {
            if (ring.free === 0) continue;
            ring.push(each.byte);
            model.push(each.byte);
          } else if (each.does === 'fill') {
            const taken = ring.fill(each.bytes);
            expect(taken).to.equal(Math.min(CAPACITY - model.length, each.bytes.length));
            model.push(...each.bytes.subarray(0, taken));
          } else if (each.does === 'drain') {
            const into = new Uint8Array(each.room);
            const given = ring.drain(into);
            expect([...into.subarray(0, given)]).to.deep.equal(model.splice(0, each.room));
          } else if (each.does === 'clear') {
            ring.clear();
            model = [];
          } else if (model.length > 0) expect(ring.shift()).to.equal(model.shift());
          expect([ring.count, ring.free]).to.deep.equal([model.length, CAPACITY - model.length]);
        }
      }),
    );
  });
});
