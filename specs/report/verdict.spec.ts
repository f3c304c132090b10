import { expect } from 'chai';
import type { Machine } from '../../harness/config/model.ts';
import { pairsOf } from '../../harness/config/pair.ts';
import { LANGUAGES, type Language } from '../../harness/config/words/language.ts';
import { PHRASES } from '../../harness/config/words/phrases.ts';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import type { Answer, Verdict } from '../../harness/report/answer.ts';
import { paintIn } from '../../harness/report/paint.ts';
import { verdictInWords } from '../../harness/report/verdict.ts';
import { dialling, listening, machine, piping } from '../config/machines.ts';

const answer = (verdict: Verdict, machines: readonly Machine[], some: Partial<Answer> = {}): Answer => ({
  verdict,
  machines,
  pairs: pairsOf(machines),
  lines: {},
  diagnostics: [],
  ...some,
});
const words = (given: Answer, language: Language = 'en', columns = 100): readonly string[] =>
  verdictInWords(given, { phrases: PHRASES[language], paint: paintIn(false), columns, program: 'nm' }).split(
    '\n',
  );
const talking = (...machines: readonly Machine[]): readonly string[] => words(answer('will-talk', machines));
const of = (...severities: readonly Diagnostic['severity'][]): readonly Diagnostic[] =>
  severities.map((severity) => ({ code: 'x', severity, spans: [], what: 'x' }));

const ANA = listening('4000');
const RUI = dialling('10.0.0.2:4000');

describe('the verdict on two that talk', () => {
  it('says who listens, who connects, what to start first and why, and how to test', () => {
    expect(talking(ANA, RUI)).to.deep.equal([
      'These two will talk.',
      '"ana" listens on TCP port 4000.',
      '"rui" connects to 10.0.0.2:4000.',
      '',
      'Start "ana" first. If it is not running, "rui" fails to start: "DrvTCP#0 failed to connect to socket',
      '10.0.0.2:4000". "rui" connects once, when it starts: after each restart of "ana", restart "rui" too.',
      '',
      'To test, first start the one that receives:',
      '  in "ana"  com 1 rx 8 1 even 9600',
      '  in "rui"  com 1 tx 8 1 even 9600 hello',
      'and then the other way round:',
      '  in "rui"  com 1 rx 8 1 even 9600',
      '  in "ana"  com 1 tx 8 1 even 9600 hello',
    ]);
  });
  it('is the same with the files in the other order', () => {
    expect(talking(RUI, ANA)).to.deep.equal(talking(ANA, RUI));
  });
  it('names the file where both machines have one name', () => {
    const [, first, second] = talking(ANA, dialling('10.0.0.2:4000', { name: 'ana' }));
    expect(first).to.equal('ana (ana.txt:1:10) listens on TCP port 4000.');
    expect(second).to.match(/^ana \(ana.txt:1:\d+\) connects/);
  });
  it('names the COM port that is linked', () => {
    const com2 = { base: 0x2f8, irq: 3 };
    const lines = talking(listening('4000', com2), dialling('10.0.0.2:4000', com2));
    expect(lines).to.include('  in "ana"  com 2 rx 8 1 even 9600');
  });
  it('has the paths of a pipe, and no words of the product that nobody has read', () => {
    const lines = talking(piping('listens', '/tmp/lab7'), piping('connects', '/tmp/lab7'));
    expect(lines).to.include('"ana" makes the pipe /tmp/lab7 and listens on it.');
    expect(lines).to.include('"rui" connects to /tmp/lab7.');
    expect(lines.join(' ')).to.contain('"rui" fails to start. ');
  });
  it('quotes QEMU, which ends at once; and with reconnect needs no order', () => {
    const qemu = { product: 'qemu' } as const;
    const once = talking(ANA, dialling('10.0.0.2:4000', qemu)).join(' ');
    expect(once).to.contain(`ends at once: "Failed to connect to '10.0.0.2:4000': Connection refused"`);
    const again = machine({
      name: 'rui',
      ...qemu,
      ports: [{ end: { role: 'connects', address: '10.0.0.2:4000', reconnects: true } }],
    });
    const lines = talking(ANA, again).join(' ');
    expect(lines).to.contain('dials again').and.not.contain('refused').and.not.contain('restart');
  });
  it('has the command lines that were given, the receiver first', () => {
    const lines = { a: 'com 1 tx 7 1 odd 1200 hi', b: 'com 1 rx 7 1 odd 1200' };
    expect(words(answer('will-talk', [ANA, RUI], { lines })).slice(-2)).to.deep.equal([
      '  in "rui"  com 1 rx 7 1 odd 1200',
      '  in "ana"  com 1 tx 7 1 odd 1200 hi',
    ]);
  });
  it('says no more than that nothing is wrong where a script decides who connects to whom', () => {
    const both = [listening('4000'), listening('4000', { name: 'rui' })];
    expect(words(answer('will-talk', both))).to.deep.equal([PHRASES.en.noMistake]);
  });
  it('keeps control characters of a name away from the terminal', () => {
    expect(talking(listening('4000', { name: 'a\x1b[2J' }), RUI).join('')).to.not.contain('\x1b');
  });
  it('fits into the columns, commands aside', () => {
    const lines = words(answer('will-talk', [ANA, RUI]), 'en', 50);
    for (const line of lines.filter((line) => !line.startsWith('  in')))
      expect(line.length, line).to.be.at.most(50);
  });
});

describe('the verdict on others', () => {
  it('counts errors and warnings', () => {
    const diagnostics = of('error', 'warning', 'error', 'info');
    expect(words(answer('will-not-talk', [ANA, RUI], { diagnostics }))).to.deep.equal([
      '2 errors, 1 warning: these two will not talk.',
    ]);
    expect(words(answer('will-not-talk', [ANA], { diagnostics: of('error') }))).to.deep.equal([
      '1 error: this machine will not talk.',
    ]);
  });
  it('says that a test will fail where bytes go across all the same', () => {
    const irq: Diagnostic = { code: 'irq-wrong', severity: 'error', spans: [], what: 'x' };
    const [line] = words(answer('will-not-talk', [ANA, RUI], { diagnostics: [irq] }));
    expect(line).to.equal('1 error: bytes may go across, but a test of Lab 7 will fail.');
    const diagnostics = [irq, ...of('error')];
    expect(words(answer('will-not-talk', [ANA, RUI], { diagnostics }))[0]).to.contain('will not talk');
  });
  it('asks for the other file of a machine alone', () => {
    expect(words(answer('one-machine', [ANA])).join(' '))
      .to.contain('"ana" alone')
      .and.contain('nm check');
  });
  it('says that not all is understood', () => {
    expect(words(answer('not-understood', [], { diagnostics: of('error') }))[0]).to.contain('1 error');
  });
  it('says that booting failed where no file is wrong', () => {
    expect(words(answer('will-not-talk', [ANA, RUI]))).to.deep.equal([PHRASES.en.didNotTalk]);
  });
});

describe('the phrases', () => {
  it('say each thing otherwise in each language', () => {
    const machines = [ANA, RUI];
    for (const verdict of ['will-talk', 'one-machine', 'not-understood', 'will-not-talk'] as const) {
      const said = LANGUAGES.map((language) =>
        words(answer(verdict, machines, { diagnostics: of('error', 'warning') }), language),
      );
      const [en = [], pt = []] = said;
      for (const [i, line] of en.entries())
        if (!line.includes('com 1') && line !== '') expect(pt[i], line).to.not.equal(line);
    }
  });
});
