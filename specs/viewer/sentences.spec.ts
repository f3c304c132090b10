import { expect } from 'chai';
import { Sentences, sentencesOf } from '../../harness/viewer/sentences.ts';
import { ONE_BYTE, viewedOf } from './viewed.ts';

describe("the viewer's sentences", () => {
  const sentences = new Sentences(viewedOf(ONE_BYTE));

  it('tell DLL from THR by the DLAB that was set before', () => {
    expect(sentences.of(3)).to.equal('A wrote 0x0C to DLL: divisor 12, 9600 bit/s');
    expect(sentences.registerOf(3)).to.equal('DLL');
    expect(sentences.of(8)).to.match(/^A wrote 0x68 to THR/);
    expect(sentences.registerOf(8)).to.equal('THR');
  });

  it('know the DLAB of a trace that begins in the middle', () => {
    const settings = { lcr: 0x83, dll: 1, dlm: 0, looped: false };
    const begins = { t: 100, settings: { A: settings, B: settings } };
    const [first] = [ONE_BYTE.slice(3, 4)];
    expect(new Sentences(viewedOf(first, { begins })).of(0)).to.contain('DLL');
  });

  it('have none for a place where no record is', () => {
    expect(sentences.of(ONE_BYTE.length)).to.equal('');
    expect(sentences.registerOf(0)).to.equal(null);
  });

  it('are made once for a trace', () => {
    const viewed = viewedOf(ONE_BYTE);
    expect(sentencesOf(viewed)).to.equal(sentencesOf(viewed));
  });
});
