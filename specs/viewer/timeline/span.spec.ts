import { expect } from 'chai';
import { panned, showing, within, zoomed } from '../../../harness/viewer/timeline/span.ts';

const WHOLE = { from: 0, to: 1000 };

describe("the time axis' window", () => {
  it('keeps the tick under the pointer where it is while it zooms', () => {
    const near = zoomed({ from: 200, to: 600 }, 300, 0.5, WHOLE);
    expect(near).to.deep.equal({ from: 250, to: 450 });
    expect((300 - near.from) / (near.to - near.from)).to.equal(0.25);
  });

  it('never leaves the whole, however far it is zoomed or moved', () => {
    expect(zoomed({ from: 900, to: 1000 }, 1000, 4, WHOLE)).to.deep.equal({ from: 600, to: 1000 });
    expect(zoomed({ from: 10, to: 600 }, 300, 1e9, WHOLE)).to.deep.equal(WHOLE);
    expect(panned({ from: 100, to: 300 }, -500, WHOLE)).to.deep.equal({ from: 0, to: 200 });
    expect(panned({ from: 100, to: 300 }, 5000, WHOLE)).to.deep.equal({ from: 800, to: 1000 });
  });

  it('is never shorter than eight ticks', () => {
    expect(zoomed({ from: 100, to: 110 }, 105, 0.01, WHOLE)).to.deep.equal({ from: 101, to: 109 });
    expect(within({ from: 5, to: 5 }, WHOLE)).to.deep.equal({ from: 5, to: 13 });
  });

  it('moves to a tick only when that is out of sight, and no further than it must', () => {
    const view = { from: 100, to: 200 };
    expect(showing(view, 150, WHOLE)).to.equal(view);
    expect(showing(view, 400, WHOLE)).to.deep.equal({ from: 310, to: 410 });
    expect(showing(view, 50, WHOLE)).to.deep.equal({ from: 40, to: 140 });
  });
});
