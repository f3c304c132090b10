import { expect } from 'chai';
import { Answers } from '../../../harness/peer/qemu/qtest.ts';

describe('what QEMU says', () => {
  let answers: Answers;

  beforeEach(() => {
    answers = new Answers();
  });

  it('is an answer for each command, with the edges of our IRQ before it, in whatever pieces it comes', () => {
    const said = 'IRQ raise 4\nIRQ raise 3\nIRQ lower 4\nOK 0x61\nOK\nIRQ raise 4\n';
    for (const char of said) expect(answers.take(char)).to.deep.equal([]);
    expect(answers.count).to.equal(2);
    expect(answers.give()).to.deep.equal([
      { value: 0x61, edges: ['raise', 'lower'] },
      { value: 0, edges: [] },
    ]);
    answers.take('OK 1\n');
    expect(answers.give()).to.deep.equal([{ value: 1, edges: ['raise'] }]);
    expect(answers.count).to.equal(0);
  });

  it('is given back where it is none of these', () => {
    expect(answers.take('OK 0\nFAIL Unknown command\nOK 0\n')).to.deep.equal(['FAIL Unknown command']);
  });
});
