import { expect } from 'chai';
import { Bytes } from '../../../harness/viewer/timeline/bytes.ts';
import { ONE_BYTE } from '../viewed.ts';

describe("a byte's way on the time axis", () => {
  const bytes = new Bytes(ONE_BYTE);

  it('is its write, its frame, its arrival and its read', () => {
    const way = bytes.recordsOf({ side: 'A', serial: 1 }).map((i) => ONE_BYTE[i]);
    expect(way.map((record) => `${record?.m} ${record?.k}`)).to.deep.equal([
      'A out',
      'A frame',
      'B char',
      'B in',
    ]);
  });

  it('is empty for a byte that is not there, and nobody is beside it', () => {
    expect(bytes.recordsOf({ side: 'B', serial: 1 })).to.deep.equal([]);
    expect(bytes.beside({ side: 'A', serial: 1 }, 1)).to.equal(null);
    expect(bytes.beside({ side: 'A', serial: 2 }, -1)).to.deep.equal({ side: 'A', serial: 1 });
  });
});
