import { expect } from 'chai';
import { EXAMPLES } from '../../harness/config/examples.ts';
import { SECTIONS } from '../../harness/config/sections.ts';
import { entriesIn } from '../../harness/config/words/entries.ts';
import { LANGUAGES } from '../../harness/config/words/language.ts';
import { PHRASES } from '../../harness/config/words/phrases.ts';
import { explanationOf } from '../../harness/report/explanation.ts';
import { paintIn } from '../../harness/report/paint.ts';
import { linesOf, Paper, temporaryPlace } from './stage.ts';

describe('nullmodem explain', () => {
  const place = temporaryPlace();

  it('has a page for each code in each language: its name, words, a wrong and a right example', async () => {
    for (const language of LANGUAGES) {
      const phrases = PHRASES[language];
      const entries = await entriesIn(language);
      for (const code of SECTIONS.flatMap(([, codes]) => codes)) {
        const page = explanationOf(code, { entries, phrases, paint: paintIn(false), columns: 100 });
        const [name, , words] = linesOf(page);
        expect(name).to.equal(code);
        expect(words?.length, code).to.be.above(10);
        expect(page.indexOf(phrases.wrong), code).to.be.within(1, page.indexOf(phrases.right));
      }
    }
  });
  it('prints the page in the language that is asked for', async () => {
    const english = await place.run(['explain', 'both-listen']);
    expect(english).to.deep.include({ exit: 0, stderr: '' });
    expect(english.stdout)
      .to.match(/^both-listen\n\nOne machine must listen/)
      .and.contain('Right:');
    const portuguese = await place.run(['explain', 'both-listen', '--lang', 'pt']);
    expect(portuguese.stdout).to.contain('Certo:').and.not.contain('Right:');
  });
  it('without a code names each once, by section, on a line that fits', async () => {
    const { exit, stdout } = await place.run(['explain'], { stdout: new Paper({ columns: 70 }) });
    expect(exit).to.equal(0);
    const listed = linesOf(stdout).flatMap((line) => /^ {2}([\w-]+) {2,}\S/.exec(line)?.[1] ?? []);
    expect(listed).to.have.members(Object.keys(EXAMPLES)).and.have.length(Object.keys(EXAMPLES).length);
    for (const line of linesOf(stdout)) expect(line.length, line).to.be.at.most(70);
  });
  it('names the nearest code for one that there is not, and ends with 2', async () => {
    const { exit, stdout, stderr } = await place.run(['explain', 'both-lissten']);
    expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
    expect(stderr).to.contain('both-lissten').and.contain('explain both-listen`');
  });
  it('explains a register, its value, and a port', async () => {
    const value = await place.run(['explain', 'LSR=0x61']);
    expect(value).to.deep.include({ exit: 0, stderr: '' });
    expect(value.stdout).to.match(/^LSR = 0x61: DR THRE TEMT\n/);
    expect((await place.run(['explain', '0x3FB'])).stdout).to.match(/^0x3FB is LCR of COM1/);
  });
  it('names the nearest register, with the value that was given', async () => {
    const { exit, stderr } = await place.run(['explain', 'LRS=0x61']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('explain LSR=0x61`');
  });
  it('says what is wrong with a value', async () => {
    const { exit, stderr } = await place.run(['explain', 'LSR=0x161']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('0 to 0xFF');
  });
  it('takes no property that every object has for a code', async () => {
    expect((await place.run(['explain', 'toString'])).exit).to.equal(2);
  });
});

describe('the examples', () => {
  it('show something wrong and something else that is right', () => {
    for (const [code, { wrong, right }] of Object.entries(EXAMPLES)) expect(wrong, code).to.not.equal(right);
  });
  it('stand in one section each', () => {
    const codes = SECTIONS.flatMap(([, codes]) => codes);
    expect(codes).to.have.members(Object.keys(EXAMPLES)).and.have.length(Object.keys(EXAMPLES).length);
  });
});
