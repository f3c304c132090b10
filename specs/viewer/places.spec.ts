import { expect } from 'chai';
import { firstState, goTo } from '../../harness/viewer/places.ts';
import { Store } from '../../harness/viewer/state.ts';
import { lanesOf } from '../../harness/viewer/timeline/lanes.ts';
import { ONE_BYTE, viewedOf } from './viewed.ts';

function page(): Store {
  const viewed = viewedOf(ONE_BYTE);
  const lanes = lanesOf(viewed);
  return new Store(firstState(viewed, lanes), lanes.whole);
}

describe('a place on the page', () => {
  it('is at first the end of a run that passed, with all of it in view', () => {
    const { state, whole } = page();
    expect(state.cursor).to.equal(ONE_BYTE.at(-1)?.t);
    expect(state.view).to.deep.equal(whole);
    expect(state.byte).to.deep.equal({ side: 'A', serial: 1 });
  });

  it('comes into view when somebody goes there, and what is chosen with it', () => {
    const store = page();
    store.update({ view: { from: 0, to: 200 } });
    goTo(store, 5000, { record: 3 });
    const { view, cursor, record } = store.state;
    expect({ cursor, record, length: view.to - view.from }).to.deep.equal({
      cursor: 5000,
      record: 3,
      length: 200,
    });
    expect(view.from).to.be.below(5000);
    expect(view.to).to.be.above(5000);
  });

  it('never leaves the whole', () => {
    const store = page();
    const { whole } = store;
    for (const [tick, end] of [
      [-1e9, whole.from],
      [1e9, whole.to],
    ] as const) {
      store.update({ view: { from: 1000, to: 1200 } });
      goTo(store, tick);
      expect(store.state.cursor).to.equal(end);
      expect(store.state.view.from).to.be.at.least(whole.from);
      expect(store.state.view.to).to.be.at.most(whole.to);
    }
  });
});
