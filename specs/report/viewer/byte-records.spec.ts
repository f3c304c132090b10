import { expect } from 'chai';
import { ByteRecords } from '../../../harness/report/viewer/byte-records.ts';
import { ONE_BYTE } from '../../viewer/viewed.ts';

describe('what is told of a byte', () => {
  const bytes = new ByteRecords(ONE_BYTE);

  it('is its write, its frame, its arrival and its read', () => {
    const way = bytes.of({ side: 'A', serial: 1 }).map((i) => ONE_BYTE[i]);
    expect(way.map((record) => `${record?.m} ${record?.k}`)).to.deep.equal([
      'A out',
      'A frame',
      'B char',
      'B in',
    ]);
  });

  it('is empty for a byte that is not there, and nobody is beside it', () => {
    expect(bytes.of({ side: 'B', serial: 1 })).to.deep.equal([]);
    expect(bytes.beside({ side: 'A', serial: 1 }, 1)).to.equal(null);
    expect(bytes.beside({ side: 'A', serial: 2 }, -1)).to.deep.equal({ side: 'A', serial: 1 });
  });
});
