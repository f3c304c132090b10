import { expect } from 'chai';
import { Pic } from '../../harness/machine/pic.ts';

describe('the interrupt controller', () => {
  let pic: Pic;
  let requests: number;

  beforeEach(() => {
    pic = new Pic();
    requests = 0;
    pic.onRequest = () => {
      requests += 1;
    };
  });

  it('has all lines masked at first', () => {
    pic.raise(4);
    expect(requests).to.equal(0);
    expect(pic.acknowledge()).to.equal(-1);
  });

  it('latches a rising edge until it is acknowledged, and then asks no more', () => {
    pic.unmask(4);
    pic.raise(4);
    expect(requests).to.equal(1);
    expect(pic.acknowledge()).to.equal(4);
    expect(pic.acknowledge()).to.equal(-1);
  });

  it('asks once for a line that stays high', () => {
    pic.unmask(4);
    pic.raise(4);
    pic.acknowledge();
    pic.mask(4);
    pic.unmask(4);
    expect(requests).to.equal(1);
    expect(pic.acknowledge()).to.equal(-1);
  });

  it('asks again for the next edge', () => {
    pic.unmask(4);
    pic.raise(4);
    pic.acknowledge();
    pic.lower(4);
    pic.raise(4);
    expect(requests).to.equal(2);
    expect(pic.acknowledge()).to.equal(4);
  });

  it('keeps an edge that came while the line was masked', () => {
    pic.raise(4);
    pic.unmask(4);
    expect(requests).to.equal(1);
    expect(pic.acknowledge()).to.equal(4);
  });

  it('forgets an edge when the line falls before it is acknowledged', () => {
    pic.raise(4);
    pic.lower(4);
    pic.unmask(4);
    expect(requests).to.equal(0);
    expect(pic.acknowledge()).to.equal(-1);
  });

  it('offers lower numbers first: 3 before 4, and 4 after it', () => {
    for (const irq of [4, 3]) pic.unmask(irq);
    for (const irq of [4, 3]) pic.raise(irq);
    expect([pic.acknowledge(), pic.acknowledge(), pic.acknowledge()]).to.deep.equal([3, 4, -1]);
  });

  it('passes over a masked line with a lower number', () => {
    pic.unmask(4);
    for (const irq of [3, 4]) pic.raise(irq);
    expect(pic.acknowledge()).to.equal(4);
    pic.unmask(3);
    expect(pic.acknowledge()).to.equal(3);
  });

  it('knows all sixteen lines, 0 and 15 included', () => {
    for (let irq = 0; irq < 16; irq += 1) {
      pic.unmask(irq);
      pic.raise(irq);
      expect(pic.acknowledge()).to.equal(irq);
    }
  });

  it('sees one edge on a line that two devices share while either holds it, and a new one after both let go', () => {
    pic.unmask(4);
    pic.raise(4);
    pic.acknowledge();
    pic.raise(4);
    pic.lower(4);
    expect(pic.acknowledge()).to.equal(-1);
    pic.lower(4);
    pic.raise(4);
    expect(pic.acknowledge()).to.equal(4);
  });

  it('keeps the edge of a shared line when one of the two lets go', () => {
    pic.unmask(4);
    pic.raise(4);
    pic.raise(4);
    pic.lower(4);
    expect(pic.acknowledge()).to.equal(4);
  });

  it('stays as it is when a line falls that nobody holds', () => {
    pic.unmask(4);
    pic.lower(4);
    pic.raise(4);
    expect(pic.acknowledge()).to.equal(4);
  });
});
