import { expect } from 'chai';
import { LABELS } from '../../harness/config/words/labels.ts';
import type { Diagnostic, Span } from '../../harness/ground/diagnostic.ts';
import { renderDiagnostic } from '../../harness/report/diagnostics.ts';

const span = (parts: Partial<Span>): Span => ({
  file: 'a.lab7.yaml',
  line: 3,
  column: 5,
  length: 3,
  source: '  - snd: {}',
  ...parts,
});
const diagnostic = (parts: Partial<Diagnostic>): Diagnostic => ({
  code: 'scenario-unknown-key',
  severity: 'error',
  spans: [span({})],
  what: '`snd` is not a verb.',
  ...parts,
});
const linesOf = (parts: Partial<Diagnostic>): readonly string[] =>
  renderDiagnostic(diagnostic(parts), false).split('\n');
/** The line of the file as shown, and the marks below it. */
const shown = (parts: Partial<Span>): readonly [string, string] => {
  const [, , , text = '', marks = ''] = linesOf({ spans: [span({ line: 1, ...parts })] });
  return [text.slice('1 | '.length), marks.slice('  | '.length)];
};

describe('a rendered diagnostic', () => {
  it('has its code, its place, the line with the mark, then why and fix', () => {
    expect(linesOf({ why: 'There are nine.', fix: 'Write `send`.' })).to.deep.equal([
      'error[scenario-unknown-key]: `snd` is not a verb.',
      ' --> a.lab7.yaml:3:5',
      '  |',
      '3 |   - snd: {}',
      '  |     ^^^',
      'why: There are nine.',
      'fix: Write `send`.',
    ]);
  });
  it('has no why and no fix when there is none, and no empty line at its end', () => {
    expect(linesOf({})).to.have.length(5);
  });
  it('is one line when it has no place', () => {
    expect(linesOf({ spans: [], severity: 'info' })).to.deep.equal([
      'info[scenario-unknown-key]: `snd` is not a verb.',
    ]);
  });
  it('has the label behind the mark', () => {
    expect(linesOf({ spans: [span({ label: 'not a verb' })] }).at(-1)).to.equal('  |     ^^^ not a verb');
  });
  it('has further places below the first, marked with dashes, all line numbers in one column', () => {
    const second = span({ line: 120, column: 1, length: 2, source: 'xy', label: 'used here' });
    expect(linesOf({ severity: 'warning', spans: [span({}), second] })).to.deep.equal([
      'warning[scenario-unknown-key]: `snd` is not a verb.',
      '   --> a.lab7.yaml:3:5',
      '    |',
      '  3 |   - snd: {}',
      '    |     ^^^',
      '   ::: a.lab7.yaml:120:1',
      '    |',
      '120 | xy',
      '    | -- used here',
    ]);
  });

  it('has the command below the fix, as it is, and then what to do next', () => {
    const command = "VBoxManage discardstate 'A  B'\nVBoxManage modifyvm 'A  B'";
    expect(linesOf({ spans: [], fix: 'Tick it.', command, next: 'Start A.' }).slice(1)).to.deep.equal([
      'fix: Tick it.',
      " or: VBoxManage discardstate 'A  B'",
      "     VBoxManage modifyvm 'A  B'",
      'then: Start A.',
    ]);
  });
  it('has no "or" before a command that the fix leads up to, and calls it the fix where there is no other', () => {
    expect(linesOf({ spans: [], fix: 'Write:', command: '-serial stdio' }).slice(1)).to.deep.equal([
      'fix: Write:',
      '     -serial stdio',
    ]);
    expect(linesOf({ spans: [], command: 'a\nb' }).slice(1)).to.deep.equal(['fix: a', '     b']);
  });
  it('has its labels in another language', () => {
    const whole = diagnostic({ spans: [], why: 'w', fix: 'f', command: 'c', next: 'n', severity: 'warning' });
    expect(renderDiagnostic(whole, false, { labels: LABELS.pt }).split('\n')).to.deep.equal([
      'aviso[scenario-unknown-key]: `snd` is not a verb.',
      'porquê: w',
      'correção: f',
      '      ou: c',
      'depois: n',
    ]);
  });
  it('wraps sentences at the columns, below their beginning, and breaks no command and no line of the file', () => {
    const whole = diagnostic({
      why: 'one two three four five six seven eight nine ten',
      command: 'x'.repeat(80),
      spans: [span({ source: `snd ${'y'.repeat(80)}`, column: 1 })],
    });
    const lines = renderDiagnostic(whole, false, { columns: 30 }).split('\n');
    expect(lines).to.include('why: one two three four five').and.include('     six seven eight nine ten');
    expect(lines)
      .to.include(`fix: ${'x'.repeat(80)}`)
      .and.include(`3 | snd ${'y'.repeat(80)}`);
  });
  it('cuts a line of a file that is wider than the screen, and keeps the mark in it', () => {
    const whole = diagnostic({
      spans: [span({ source: `${'a'.repeat(90)}X${'b'.repeat(30)}`, column: 91, length: 1 })],
    });
    const [, , , text = '', marks = ''] = renderDiagnostic(whole, false, { screen: 80 }).split('\n');
    expect(text.length).to.be.at.most(80);
    expect(text[marks.indexOf('^')]).to.equal('X');
    expect(renderDiagnostic(whole, false, { screen: 130 })).to.contain('a'.repeat(90));
  });
  it('wraps the beginning of a word of a megabyte, and not all of it', () => {
    const lines = renderDiagnostic(diagnostic({ why: 'x'.repeat(1 << 20) }), false, { columns: 80 }).split(
      '\n',
    );
    expect(lines.length).to.be.below(50);
  });

  it('says the same in colour as without', () => {
    const whole = diagnostic({ why: 'w', fix: 'f', spans: [span({ label: 'l' }), span({ line: 10 })] });
    const coloured = renderDiagnostic(whole, true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).to.equal(renderDiagnostic(whole, false));
    expect(coloured).to.include('\u001b[1;31merror[scenario-unknown-key]\u001b[0m');
    expect(renderDiagnostic(whole, false)).to.not.include('\u001b');
  });
  it('is red for an error, yellow for a warning, cyan for an info', () => {
    for (const [severity, colour] of [
      ['error', 31],
      ['warning', 33],
      ['info', 36],
    ] as const) {
      expect(renderDiagnostic(diagnostic({ severity }), true)).to.match(
        new RegExp(`^.\\[1;${colour}m${severity}\\[`),
      );
    }
  });

  it('shows a tab as blanks to the next multiple of four', () => {
    expect(shown({ source: 'a\tb\tc', column: 3, length: 1 })).to.deep.equal(['a   b   c', '    ^']);
    expect(shown({ source: '\tname', column: 1, length: 1 })).to.deep.equal(['    name', '^^^^']);
  });
  it('gives two columns to an emoji and to an East Asian character, and none to an accent of its own', () => {
    expect(shown({ source: '😀漢 x', column: 5, length: 1 })).to.deep.equal(['😀漢 x', '     ^']);
    expect(shown({ source: 'e\u0301 x', column: 4, length: 1 })).to.deep.equal(['e\u0301 x', '  ^']);
  });
  it('marks the place behind the end of a line', () => {
    expect(shown({ source: 'a:', column: 3, length: 1 })).to.deep.equal(['a:', '  ^']);
    expect(shown({ source: '', column: 1, length: 1 })).to.deep.equal(['', '^']);
  });
  it('shows 160 columns whole, and cuts 161 around the mark', () => {
    const [whole] = shown({ source: 'x'.repeat(160), column: 160, length: 1 });
    expect(whole).to.equal('x'.repeat(160));
    const [text, marks] = shown({ source: `${'a'.repeat(100)}X${'b'.repeat(60)}`, column: 101, length: 1 });
    expect(text).to.equal(`…${'a'.repeat(60)}X${'b'.repeat(60)}`);
    expect(marks).to.equal(`${' '.repeat(61)}^`);
  });
  it('cuts a wide line behind the mark too, and the mark with it', () => {
    const [text, marks] = shown({ source: 'x'.repeat(500), column: 3, length: 400 });
    expect(text).to.equal(`${'x'.repeat(158)}…`);
    expect(marks).to.equal(`  ${'^'.repeat(156)}`);
  });
  it('cuts a line of a megabyte as well, on both sides', () => {
    const [text, marks] = shown({
      source: `${'a'.repeat(1 << 19)}X${'b'.repeat(1 << 19)}`,
      column: (1 << 19) + 1,
      length: 1,
    });
    expect(text).to.equal(`…${'a'.repeat(60)}X${'b'.repeat(97)}…`);
    expect(text[marks.indexOf('^')]).to.equal('X');
  });
  it('keeps control characters and reversed text of a file away from the terminal', () => {
    const text = renderDiagnostic(
      diagnostic({
        what: 'a\u001b[2Jb\nc',
        spans: [span({ source: 'k\u001b]0;x\u0007\u202e: 1', file: 'a\u001b.yaml', label: '\u009b1m' })],
      }),
      false,
    );
    expect(text.split('\n')).to.have.length(5);
    expect(/[\p{Cc}\u202e]/u.test(text.replaceAll('\n', ''))).to.equal(false);
    expect(text).to.include('k␛]0;x␇\ufffd: 1');
  });
});
