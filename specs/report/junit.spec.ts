import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import { junit } from '../../harness/report/junit.ts';
import { compared } from './results.ts';
import {
  errorPlay,
  failing,
  HOSTILE,
  hostilePlays,
  PROBLEMS,
  passing,
  playOf,
  runOf,
  skipping,
} from './runs.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The document as a parser of XML has it, which refuses what is none. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const path = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on('closetag', () => path.pop());
  parser.on('text', (text) => {
    const element = path.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.write(xml).close();
  return root.children[0] ?? root;
}

const named = (element: Element, name: string): readonly Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...named(child, name)]);

describe('the JUnit report', () => {
  it('has a suite for each file, a case for each play, and counts both', async () => {
    const [passed, failed, skipped] = [await passing(), await failing(), await skipping()];
    const root = parsed(
      junit.played(
        runOf([
          playOf({ ...passed, wallMs: 12 }, { name: 'one', file: 'x/one.lab7.yaml' }),
          playOf(failed, { name: 'two', file: 'x/one.lab7.yaml', entry: { mode: 'poll' } }),
          playOf(skipped, { name: 'three', file: './y.z/two.yaml' }),
          errorPlay({ name: 'four', file: './y.z/two.yaml' }),
        ]),
      ),
    );
    expect(root.name).to.equal('testsuites');
    expect(root.attributes).to.deep.equal({
      name: 'nullmodem',
      tests: '4',
      failures: '1',
      errors: '1',
      skipped: '1',
      time: '1.235',
    });
    const suites = named(root, 'testsuite').map(({ attributes }) => attributes);
    expect(
      suites.map(({ name, tests, failures, errors, skipped }) => [name, tests, failures, errors, skipped]),
    ).to.deep.equal([
      ['x/one.lab7.yaml', '2', '1', '0', '0'],
      ['./y.z/two.yaml', '2', '0', '1', '1'],
    ]);
    const cases = named(root, 'testcase').map(({ attributes }) => attributes);
    expect(cases.map(({ name, classname, line }) => [name, classname, line])).to.deep.equal([
      ['one [cable, virtualbox5]', 'x.one', undefined],
      ['two [cable, virtualbox5]', 'x.one', '7'],
      ['three [cable, virtualbox5]', 'y-z.two', undefined],
      ['four [cable, virtualbox5]', 'y-z.two', undefined],
    ]);
    expect(cases[0]?.time).to.equal('0.012');
  });

  it('tells of a failure what a terminal does, and of each play its file, its line and how to play it again', async () => {
    const root = parsed(junit.played(runOf([playOf(await failing(), { entry: { mode: 'poll' } })])));
    const [failure] = named(root, 'failure');
    expect(failure?.attributes).to.deep.equal({
      message: 'B did not get what it expects within 20 chars',
      type: 'expect',
    });
    for (const words of [
      '5 bytes wanted, 5 came',
      '^^',
      'registers at tick',
      'story:',
      'replay: nullmodem run',
    ])
      expect(failure?.text).to.contain(words);
    const properties = named(root, 'property').map(({ attributes: { name, value } }) => [name, value]);
    expect(properties).to.deep.equal([
      ['file', 'a/spec.lab7.yaml'],
      ['line', '7'],
      ['transport', 'cable'],
      ['profile', 'virtualbox5'],
      ['matrix.mode', 'poll'],
      ['replay', 'nullmodem run'],
    ]);
  });

  it('tells why a play was skipped, and what the world refused', async () => {
    const skipped = await skipping();
    const root = parsed(junit.played(runOf([playOf(skipped), errorPlay()])));
    expect(named(root, 'skipped').map(({ attributes }) => attributes.message)).to.deep.equal([
      skipped.reason,
    ]);
    const [error] = named(root, 'error');
    expect(error?.attributes).to.deep.equal({ message: 'port 4000 is busy', type: 'port-busy' });
    expect(error?.text).to.contain('fix: Stop what listens there.');
  });

  it('says of a play under several profiles how they differ', async () => {
    const line = { A: '{ line: 9600 7E1 }', B: '{ line: 9600 8N1 }', link: '{}' };
    const steps = ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 20chars }'];
    const comparison = await compared({ ...line, steps }, ['virtualbox5', 'wire']);
    const plays = comparison.plays.flatMap((one) =>
      'result' in one ? [playOf(one.result, { profile: one.profile })] : [],
    );
    const root = parsed(junit.played(runOf(plays, { comparisons: [comparison], profiles: 2 })));
    expect(named(root, 'testcase').map(({ attributes }) => attributes.name)).to.deep.equal([
      'spec [cable, virtualbox5]',
      'spec [cable, wire]',
    ]);
    for (const { text } of named(root, 'system-out'))
      expect(text).to.contain('passes under virtualbox5, fails on the wire: A sends 9600 7E1');
  });

  it('is XML whatever a file says, and says it', async () => {
    const root = parsed(junit.played(runOf(await hostilePlays())));
    expect(named(root, 'testcase')).to.have.lengthOf(4);
    expect(named(root, 'script')).to.deep.equal([]);
    const shown = HOSTILE.slice(0, HOSTILE.indexOf('\u0000'));
    for (const { attributes } of named(root, 'testcase')) expect(attributes.name).to.contain(shown);
    for (const { text } of named(root, 'system-out').slice(0, 2)) expect(text).to.contain(shown);
  });

  it('has each problem of a run that was not played as an error', () => {
    const root = parsed(junit.unplayed(PROBLEMS, '1'));
    expect(root.attributes).to.include({ tests: '2', errors: '2', failures: '0' });
    expect(named(root, 'error').map(({ attributes }) => attributes.type)).to.deep.equal([
      'scenario-unknown-key',
      'usage',
    ]);
  });
});
