import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { TraceBody, TraceRecord } from '../../harness/ground/trace.ts';
import { FIELDS as ADDED } from '../../harness/report/trace/fields.ts';
import { parsedLine } from '../../harness/report/trace/parsed-line.ts';
import { TraceLines } from '../../harness/report/trace/trace-lines.ts';
import { goldenFileName, goldenHeader, goldenLine } from '../../harness/run/golden.ts';
import { scenarioOf } from '../scenario/files.ts';
import { recordsOf } from './results.ts';
import { textOf, traced } from './trace/traces.ts';

/** The fields of each kind, typed again: complete, or it does not compile. */
type Fields = {
  readonly [K in TraceBody['k']]: Readonly<
    Record<Exclude<keyof Extract<TraceBody, { readonly k: K }>, 'k'>, 'number' | 'string' | 'boolean'>
  >;
};

const FIELDS: Fields = {
  out: { port: 'number', v: 'number', serial: 'number' },
  in: { port: 'number', v: 'number', n: 'number', since: 'number', serial: 'number' },
  frame: { serial: 'number', char: 'number', ends: 'number' },
  char: { serial: 'number', char: 'number', errors: 'number', held: 'number' },
  lost: { serial: 'number', char: 'number', how: 'string' },
  timeout: { held: 'number' },
  intr: { level: 'number', iir: 'number' },
  irq: { irq: 'number' },
  power: { on: 'boolean' },
  link: { event: 'string' },
  print: { text: 'string' },
  step: { n: 'string', what: 'string' },
  verdict: { passed: 'boolean', why: 'string' },
};
/** Where a record has none of them, it is no character's access, or no failure. */
const OPTIONAL: readonly string[] = ['serial of in', 'serial of out', 'why of verdict'];
const KINDS = Object.keys(FIELDS) as (keyof Fields)[];

/** Those that it must have, and those optional ones that it has. */
const fieldsOf = (record: TraceRecord): readonly string[] =>
  Object.keys(FIELDS[record.k]).filter(
    (field) => field in record || !OPTIONAL.includes(`${field} of ${record.k}`),
  );

const DOCUMENT = readFileSync(new URL('../../docs/trace.md', import.meta.url), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

/** What the document has below the title of a kind. */
const sectionOf = (kind: string): string => DOCUMENT.split(`\n### \`${kind}\`\n`)[1]?.split(/\n##/)[0] ?? '';
const block = (text: string, language: string): string =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\\n\`\`\``).exec(text)?.[1] ?? '';

/** What an example's line says on a machine at 115200 8N1 with FIFOs, which has written one character before a frame. */
function lineOf(example: TraceRecord): string {
  const uart = { base: 0x3f8, irq: 4, type: '16550A' } as const;
  const header = { name: 'x', seed: 1, profile: 'wire', machines: { A: uart, B: uart } };
  const out = (port: number, v: number) => ({ t: 0, m: example.m, k: 'out', port, v }) as const;
  const text = textOf((chunks) => {
    const lines = new TraceLines(header, chunks);
    for (const record of [out(0x3fb, 0x83), out(0x3f8, 1), out(0x3f9, 0), out(0x3fb, 3), out(0x3fa, 0xc1)])
      lines.record(record);
    if (example.k === 'frame') lines.record({ ...out(0x3f8, 65), serial: 1 });
    lines.record(example);
  });
  return text.trimEnd().split('\n').at(-1) ?? '';
}

describe('docs/trace.md', () => {
  it('names each kind of record once, and no other', () => {
    const named = [...DOCUMENT.matchAll(/^### `(\w+)`$/gm)].map(([, kind]) => kind);
    expect(named).to.deep.equal(KINDS);
  });

  for (const kind of KINDS) {
    it(`names the fields of \`${kind}\`, and has a true example`, () => {
      const section = sectionOf(kind);
      for (const field of Object.keys(FIELDS[kind])) expect(section).to.include(`\`${field}\``);
      const parsed = parsedLine(block(section, 'json'));
      const example = 'record' in parsed ? parsed.record : expect.fail('that is no record');
      expect(Object.keys(example)).to.deep.equal(['t', 'm', 'k', ...fieldsOf(example)]);
      expect(example.k).to.equal(kind);
      for (const field of Object.keys(ADDED[kind].added)) expect(section).to.include(`\`${field}\``);
      expect(lineOf(example)).to.equal(block(section, 'json'));
      for (const [field, type] of Object.entries(FIELDS[kind]))
        if (field in example) expect((example as object)[field as never], field).to.be.a(type);
      expect(goldenLine(example)).to.equal(block(section, 'golden'));
    });
  }

  it('has a header, with its fields, without a kind and without a transport', () => {
    const [, section = ''] = DOCUMENT.split('\n## Header\n');
    const parsed = parsedLine(block(section, 'json'));
    expect(parsed).to.have.property('header');
    const header = JSON.parse(block(section, 'json'));
    expect(Object.keys(header)).to.deep.equal([
      'nullmodem',
      'version',
      'name',
      'seed',
      'profile',
      'machines',
    ]);
    for (const field of [...Object.keys(header), 'begins']) expect(section).to.include(`| \`${field}\` |`);
  });
  it('has a last line', () => {
    const [, section = ''] = DOCUMENT.split('\n## The last line\n');
    expect(parsedLine(block(section, 'json'))).to.have.property('play');
  });
  it('has a whole trace, which its scenario gives', async () => {
    const greeting = { ...scenarioOf(`${block(DOCUMENT, 'yaml')}\n`), file: 'greeting.lab7.yaml' };
    const { text } = await traced(greeting);
    expect(`${block(DOCUMENT, 'ndjson')}\n`).to.equal(text);
  });
  it('has the header of a golden text, and the names of its files', () => {
    const subject = { name: 'echo (mode=poll)', seed: 1, profile: 'wire' } as const;
    expect(block(DOCUMENT, 'text')).to.equal(goldenHeader(subject).join('\n'));
    expect(DOCUMENT).to.include(`\`${goldenFileName('echo', 'cable')}\``);
    expect(DOCUMENT).to.include(`\`${goldenFileName(subject.name, 'cable')}\``);
  });
});

describe('the records of a real run', () => {
  let records: readonly TraceRecord[];
  before(async () => {
    records = await recordsOf({
      steps: [
        'out: { on: B, port: 0x3F9, value: 5 }',
        'out: { on: B, port: 0x3FA, value: 0xC7 }',
        'out: { on: A, port: 0x3F8, value: 0x41 }',
        'out: { on: A, port: 0x3F8, value: 0x42 }',
        'out: { on: A, port: 0x3F8, value: 0x43 }',
        'wait: { for: 8chars }',
        'in: { on: B, port: 0x3FA, is: 0xCC }',
        'lab7: { on: A, args: "int 1 tx 8 1 none 115200 x" }',
        'lab7: { on: A, args: "conf 1" }',
        'stop: { machine: B }',
      ],
    });
  });

  it('are of all the kinds in the document, 13', () => {
    expect(new Set(records.map(({ k }) => k))).to.deep.equal(new Set(KINDS));
    expect(KINDS).to.have.length(13);
  });
  it('have the fields of the document in its order, `t`, `m` and `k` first, and whole numbers', () => {
    for (const record of records) {
      const [t, m, k, ...others] = Object.keys(record);
      expect([t, m, k]).to.deep.equal(['t', 'm', 'k']);
      expect(others, record.k).to.deep.equal(fieldsOf(record));
      for (const value of Object.values(record))
        if (typeof value === 'number')
          expect(Number.isSafeInteger(value), JSON.stringify(record)).to.equal(true);
    }
  });
  it('end with the verdict, and have no other', () => {
    expect(records.filter(({ k }) => k === 'verdict')).to.deep.equal([records.at(-1)]);
  });
});
