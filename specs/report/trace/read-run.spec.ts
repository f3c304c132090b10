import { expect } from 'chai';
import type { Play } from '../../../harness/report/run.ts';
import { readRun } from '../../../harness/report/trace/read-run.ts';
import { errorPlay } from '../runs.ts';

/** `a:wire`: the scenario a under wire. */
const playsOf = (words: string): readonly Play[] =>
  words.split(' ').map((word) => {
    const [name = '', profile] = word.split(':');
    return errorPlay({ name, profile: profile === 'wire' ? 'wire' : 'qemu' });
  });

const compared = (plays: readonly Play[]) => {
  const { comparisons, profiles } = readRun(plays, { version: '1', interrupted: false });
  return {
    profiles,
    comparisons: comparisons.map(({ name, plays: own }) =>
      [name, ...own.map(({ profile }) => profile)].join(' '),
    ),
  };
};

describe('a run as its trace tells it', () => {
  it('compares a scenario that was played under each profile, and not one that was broken off', () => {
    expect(compared(playsOf('a:wire a:qemu b:wire b:qemu c:wire'))).to.deep.equal({
      profiles: 2,
      comparisons: ['a wire qemu', 'b wire qemu'],
    });
  });

  it('compares nothing where each scenario was played once, nor those of one name in two files', () => {
    const none = { profiles: 1, comparisons: [] };
    expect(compared(playsOf('a:wire b:wire'))).to.deep.equal(none);
    expect(compared(['one', 'two'].map((file) => errorPlay({ file })))).to.deep.equal(none);
    expect(compared([])).to.deep.equal(none);
  });
});
