import { expect } from 'chai';
import { reportTarget, reportTargets } from '../../harness/cli/report-target.ts';

describe('--report', () => {
  it('is a format, and a file behind a colon, which may have colons too', () => {
    expect(reportTarget('tap')).to.deep.equal({ format: 'tap' });
    expect(reportTarget('junit:out/j.xml')).to.deep.equal({ format: 'junit', file: 'out/j.xml' });
    expect(reportTarget('html:C:\\run.html')).to.deep.equal({ format: 'html', file: 'C:\\run.html' });
  });

  it('names the formats where it has none of them, and what was meant by a file alone', () => {
    const formats = 'the formats are html, junit, json, ctrf, tap, github';
    expect(reportTarget('xml:a')).to.equal(`--report xml:a: ${formats}`);
    expect(reportTarget('')).to.equal(`--report : ${formats}`);
    expect(reportTarget('out/run.HTML')).to.equal(
      `--report out/run.HTML: did you mean --report html:out/run.HTML? ${formats}`,
    );
  });

  it('wants a file behind the colon', () => {
    expect(reportTarget('junit:')).to.equal(
      '--report junit: names no file: junit:FILE, or junit alone for standard output',
    );
  });

  it('has room for one on standard output, however often that is asked for', () => {
    expect(reportTargets(['json', 'json', 'tap:a', 'tap:b'])).to.deep.equal([
      { format: 'json' },
      { format: 'tap', file: 'a' },
      { format: 'tap', file: 'b' },
    ]);
    expect(reportTargets(['json', 'tap'])).to.equal(
      'standard output has room for one report, not for json and tap: give the others a file, --report tap:FILE',
    );
  });
});
