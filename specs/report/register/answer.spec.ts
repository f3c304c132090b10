import { expect } from 'chai';
import { paintIn } from '../../../harness/report/paint.ts';
import { accessInWords } from '../../../harness/report/register/access-words.ts';
import { registerAnswer } from '../../../harness/report/register/answer.ts';
import { FACTS } from '../../../harness/report/register/facts.ts';
import { questionOf, REGISTER_NAMES } from '../../../harness/report/register/question.ts';

function answer(text: string): string {
  const question = questionOf(text);
  if (question === undefined || question.kind === 'fault') throw new Error(`no question: ${text}`);
  return registerAnswer(question, paintIn(false), 100);
}

describe('The page of a register', () => {
  it('gives each bit of a value one row', () => {
    const page = answer('LSR=0x61');
    expect(page).to.match(/^LSR = 0x61: DR THRE TEMT$/m);
    expect(page)
      .to.match(/bit 6 +TEMT +1 +all has left/)
      .and.match(/bit 4 +BI +0 +no break/);
  });

  it('says of IIR, LCR, FCR and the divisor what they come to', () => {
    expect(answer('IIR=0xC6')).to.match(/ORIGIN +011 +receiver line status/);
    expect(answer('LCR=0x1B')).to.match(/^LCR = 0x1B: 8E1$/m);
    expect(answer('FCR=0xC1')).to.match(/TRIGGER +11 +an interrupt from 14 characters on/);
    expect(answer('DLL=12')).to.contain('divisor 12, 9600 bit/s');
  });

  it('names all that stands at a port', () => {
    expect(answer('0x3FA')).to.match(/^0x3FA is IIR and FCR of COM1/);
    expect(answer('0x3F8')).to.contain('RBR').and.contain('THR').and.contain('DLL');
  });

  it('has a field for each of the eight bits, and words for each value, of each register that has fields', () => {
    for (const name of REGISTER_NAMES) {
      const { fields } = FACTS[name];
      if (fields.length === 0) continue;
      const bits = fields.flatMap(({ low, width }) => Array.from({ length: width }, (_, i) => low + i));
      expect(bits, name).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
      for (const { says, width } of fields) expect(says.length, name).to.be.oneOf([1, 2 ** width]);
    }
  });
});

describe('An access in words', () => {
  it('is a write, with what it sets', () => {
    const record = { t: 0, m: 'A', k: 'out', port: 0x3fb, v: 0x83 } as const;
    expect(accessInWords(record, { offset: 3, dlab: false })).to.equal('wrote 0x83 to LCR: 8 bits, DLAB on');
  });

  it('is a read, with how often and since when', () => {
    const record = { t: 462, m: 'B', k: 'in', port: 0x3fd, v: 0x60, n: 231, since: 2 } as const;
    expect(accessInWords(record, { offset: 5, dlab: false })).to.equal(
      'read 0x60 from LSR, 231 times since 2: THRE TEMT',
    );
  });

  it('names the divisor latch, and what it comes to', () => {
    const record = { t: 0, m: 'A', k: 'out', port: 0x3f8, v: 12 } as const;
    expect(accessInWords(record, { offset: 0, dlab: true, divisor: 12 })).to.equal(
      'wrote 0x0C to DLL: divisor 12, 9600 bit/s',
    );
  });

  it('is a port where no UART stands', () => {
    const record = { t: 0, m: 'A', k: 'out', port: 0x61, v: 3 } as const;
    expect(accessInWords(record, { offset: null, dlab: false })).to.equal('wrote 0x03 to port 0x061');
  });
});
