import { expect } from 'chai';
import { atProcessEnd } from '../../../harness/peer/qemu/process-end.ts';

describe('what is dropped when this process ends at once', () => {
  it('is all that has not been called off, by one listener', () => {
    const before = process.listeners('exit');
    const dropped: number[] = [];
    const callOffs = Array.from({ length: 20 }, (_, i) => atProcessEnd(() => dropped.push(i)));
    try {
      const added = process.listeners('exit').filter((one) => !before.includes(one));
      expect(added).to.have.length(1);
      for (const callOff of callOffs.slice(3)) callOff();
      added[0]?.(0);
      expect(dropped).to.deep.equal([0, 1, 2]);
    } finally {
      for (const callOff of callOffs) callOff();
    }
    expect(process.listeners('exit')).to.deep.equal(before);
  });
});
