import { expect } from 'chai';
import type { Log } from 'sarif';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { Source } from '../../harness/ground/source.ts';
import { fileUri } from '../../harness/report/file-uri.ts';
import { sarif } from '../../harness/report/sarif.ts';

const A = new Source('<Port\r\n  slot="0" path="4001"/>\n', 'São João/a.vbox');
const B = new Source('path="4000"', 'b.vbox');
const DIFFER: Diagnostic = {
  code: 'ports-differ',
  severity: 'error',
  spans: [A.span([24, 28], 'dials 4001'), B.span([6, 10])],
  what: 'The ports differ.',
  why: 'Nobody listens there.',
  fix: 'Type 4000.',
  command: 'VBoxManage modifyvm A',
  next: 'Start B first.',
  edits: [A.edit([24, 28], '4000'), A.edit([0, 0], 'x'), B.edit([0, 4], 'p')],
};

const logOf = (...diagnostics: readonly Diagnostic[]): Log =>
  JSON.parse(
    sarif(diagnostics, {
      version: '1.2.3',
      page: (code) => (code === 'ports-differ' ? 'Two ports. They differ.' : undefined),
    }),
  );
const runOf = (...diagnostics: readonly Diagnostic[]) => {
  const [run] = logOf(...diagnostics).runs;
  if (run === undefined) throw new Error('there is no run');
  return run;
};

describe('a SARIF log', () => {
  it('is one run of version 2.1.0, whose columns count UTF-16 units', () => {
    const log = logOf(DIFFER);
    expect(log.version).to.equal('2.1.0');
    expect(log.runs).to.have.length(1);
    expect(log.runs[0]?.columnKind).to.equal('utf16CodeUnits');
    expect(log.runs[0]?.tool.driver).to.deep.include({ name: 'nullmodem', version: '1.2.3' });
  });
  it('has each code once as a rule, with its page, and each result points to its rule', () => {
    const { tool, results = [] } = runOf(
      DIFFER,
      { ...DIFFER, code: 'args-rate', severity: 'warning' },
      DIFFER,
    );
    expect(tool.driver.rules).to.deep.equal([
      {
        id: 'ports-differ',
        shortDescription: { text: 'Two ports.' },
        help: { text: 'Two ports. They differ.', markdown: 'Two ports. They differ.' },
      },
      { id: 'args-rate' },
    ]);
    expect(results.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex])).to.deep.equal([
      ['ports-differ', 0],
      ['args-rate', 1],
      ['ports-differ', 0],
    ]);
  });
  it('calls an info a note', () => {
    const { results = [] } = runOf(
      DIFFER,
      { ...DIFFER, severity: 'warning' },
      { ...DIFFER, severity: 'info' },
    );
    expect(results.map(({ level }) => level)).to.deep.equal(['error', 'warning', 'note']);
  });
  it('has the place with the character behind its end, and the partner’s as a related one', () => {
    const [result] = runOf(DIFFER).results ?? [];
    expect(result?.locations).to.deep.equal([
      {
        physicalLocation: {
          artifactLocation: { uri: 'S%C3%A3o%20Jo%C3%A3o/a.vbox' },
          region: {
            startLine: 2,
            startColumn: 18,
            endLine: 2,
            endColumn: 22,
            snippet: { text: '4001' },
          },
        },
        message: { text: 'dials 4001' },
      },
    ]);
    expect(
      result?.relatedLocations?.map(({ id, physicalLocation }) => [
        id,
        physicalLocation?.artifactLocation?.uri,
      ]),
    ).to.deep.equal([[0, 'b.vbox']]);
  });
  it('says all that a person is told', () => {
    expect(runOf(DIFFER).results?.[0]?.message.text).to.equal(
      'The ports differ.\nNobody listens there.\nType 4000.\nVBoxManage modifyvm A\nStart B first.',
    );
  });
  it('has the edits of a fix by file', () => {
    const [fix] = runOf(DIFFER).results?.[0]?.fixes ?? [];
    expect(fix?.description).to.deep.equal({ text: 'Type 4000.' });
    expect(
      fix?.artifactChanges.map(({ artifactLocation, replacements }) => [artifactLocation.uri, replacements]),
    ).to.deep.equal([
      [
        'S%C3%A3o%20Jo%C3%A3o/a.vbox',
        [
          {
            deletedRegion: { startLine: 2, startColumn: 18, endLine: 2, endColumn: 22 },
            insertedContent: { text: '4000' },
          },
          {
            deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
            insertedContent: { text: 'x' },
          },
        ],
      ],
      [
        'b.vbox',
        [
          {
            deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
            insertedContent: { text: 'p' },
          },
        ],
      ],
    ]);
  });
  it('names a file without text as a whole, and has no fixes where there are no edits', () => {
    const empty: Diagnostic = {
      code: 'file-empty',
      severity: 'error',
      spans: [new Source('', 'a.vbox').span([0, 0])],
      what: 'x',
    };
    const [result] = runOf(empty).results ?? [];
    expect(result?.locations).to.deep.equal([{ physicalLocation: { artifactLocation: { uri: 'a.vbox' } } }]);
    expect(result).to.not.have.any.keys('fixes', 'relatedLocations');
  });
  it('is a run without results where nothing was found', () => {
    expect(runOf().results).to.deep.equal([]);
  });
});

describe('the URI of a file', () => {
  for (const [file, uri] of [
    ['a.vbox', 'a.vbox'],
    ['../VMs/a b%c#d?.vbox', '../VMs/a%20b%25c%23d%3F.vbox'],
    ['c:d.vbox', 'c%3Ad.vbox'],
    ['/home/ana/a.vbox', 'file:///home/ana/a.vbox'],
    ['C:\\VMs\\a b.vbox', 'file:///C:/VMs/a%20b.vbox'],
    ['\\\\nas\\vms\\a.vbox', 'file://nas/vms/a.vbox'],
    ['<stdin>', 'nullmodem:stdin'],
    ['--line-a', 'nullmodem:line-a'],
    ['\ud800.vbox', '%EF%BF%BD.vbox'],
  ] as const) {
    it(`${JSON.stringify(file)} is ${uri}`, () => {
      expect(fileUri(file)).to.equal(uri);
    });
  }
});
