import { expect } from 'chai';
import { questionOf } from '../../../harness/report/register/question.ts';

describe('A question about a register', () => {
  for (const text of ['LSR=0x61', 'lsr=97', 'LSR = 61h', 'Lsr=0b0110_0001', 'LSR=0X61']) {
    it(`is \`${text}\``, () => {
      expect(questionOf(text)).to.deep.equal({ kind: 'register', name: 'LSR', value: 0x61 });
    });
  }

  it('is a register without a value', () => {
    expect(questionOf('mcr')).to.deep.equal({ kind: 'register', name: 'MCR' });
  });

  it('is a port, in each way of writing it', () => {
    const port = { kind: 'port', com: 1, base: 0x3f8, offset: 3 };
    for (const text of ['0x3FB', '3fb', '3FBh', '1019']) expect(questionOf(text), text).to.deep.equal(port);
    expect(questionOf('0x2F8')).to.deep.equal({ kind: 'port', com: 2, base: 0x2f8, offset: 0 });
  });

  for (const text of ['LSR=abc', 'LSR=', 'LSR=256', '0x3FB=1', '0x378', 'LSR=-1', 'LSR=1.5']) {
    it(`is not answered, with why, for \`${text}\``, () => {
      expect(questionOf(text)?.kind).to.equal('fault');
    });
  }

  it('is nothing else', () => {
    for (const text of ['both-listen', 'toString', 'LRS=0x61', '', 'face'])
      expect(questionOf(text), text).to.equal(undefined);
  });
});
