import { expect } from 'chai';
import { readPort } from '../../../harness/config/network/port.ts';

describe('a port as it is typed', () => {
  it('is a number from 1 to 65535', () => {
    expect(['1', '4000', '65535', '04000'].map(readPort)).to.deep.equal([1, 4000, 65535, 4000]);
  });
  it('is nothing else, and which mistake it is is told', () => {
    expect(['0', '00'].map(readPort)).to.deep.equal(['zero', 'zero']);
    expect(['65536', '9'.repeat(400)].map(readPort)).to.deep.equal(['too-large', 'too-large']);
    for (const text of ['', ' ', 'abc', '-5', '4000.5', '4e3', '0xFA0', '4000 ', '٤٠٠٠'])
      expect(readPort(text), text).to.equal('not-a-number');
    for (const text of ['192.168.1.23:4000', ':4000', 'host:', 'tcp://h:4000'])
      expect(readPort(text), text).to.equal('with-host');
  });
});
