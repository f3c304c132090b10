import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import { html } from '../../../harness/report/html/page.ts';
import { lcrFor } from '../../../harness/uart/line-settings.ts';
import { compared, played } from '../results.ts';
import { errorPlay, failing, hostilePlays, PROBLEMS, passing, playOf, runOf, skipping } from '../runs.ts';

interface Found {
  /** Every element's name. */
  readonly names: readonly string[];
  readonly ids: readonly string[];
  readonly links: readonly string[];
  /** Names of all attributes. */
  readonly attributes: ReadonlySet<string>;
  readonly text: string;
}

/** Its elements, read as XML: each is closed, but for those of HTML that never are. */
function parsed(page: string): Found {
  const names: string[] = [];
  const [ids, links, texts]: [string[], string[], string[]] = [[], [], []];
  const attributes = new Set<string>();
  const parser = new SaxesParser({ fragment: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: given }) => {
    names.push(name);
    for (const one of Object.keys(given)) attributes.add(one);
    if (given.id !== undefined) ids.push(String(given.id));
    if (given.href !== undefined) links.push(String(given.href));
  });
  parser.on('text', (text) => texts.push(text));
  const body = page.replace(/^<!DOCTYPE html>/, '').replaceAll('&nbsp;', ' ');
  parser
    .write(body.replace(/<(meta|input|br)([^>]*)>/g, '<$1$2/>').replace('<html lang', '<html xml:lang'))
    .close();
  return { names, ids, links, attributes, text: texts.join('') };
}

describe('the HTML report', () => {
  it('has the run in a heat map, in words as well as in colours, and each failure with all that is known', async () => {
    const skipped = await skipping();
    const run = runOf([
      playOf(await passing()),
      playOf(await failing(), { name: 'bad' }),
      playOf(skipped),
      errorPlay(),
    ]);
    const page = html.played(run);
    const { names, ids, links, text } = parsed(page);
    expect(text).to.match(/1 passed, 1 failed, 1 skipped, 1 error/);
    expect(
      [...page.matchAll(/<td class="(\w+)">.*?>(\w+)<\//g)].map(([, kind, words]) => [kind, words]),
    ).to.deep.equal([
      ['error', 'ok'],
      ['failed', 'FAIL'],
    ]);
    expect(links).to.deep.equal(['#bad-2', '#bad-1']);
    expect(ids.filter((id) => id.startsWith('bad'))).to.deep.equal(['bad-1', 'bad-2']);
    expect(names.filter((name) => name === 'svg')).to.have.lengthOf(1);
    for (const words of [
      'B did not get what it expects within 20 chars',
      '5 bytes wanted, 5 came',
      '^^',
      'Registers at tick',
      'Story',
      'Play it again',
      'nullmodem run',
      'fix: Stop what listens there.',
      skipped.reason ?? '-',
    ])
      expect(text).to.contain(words);
  });

  it('needs no script and nothing from a network', async () => {
    const page = html.played(runOf([playOf(await failing())]));
    const { names } = parsed(page);
    expect(names).not.to.include.members(['script']);
    for (const name of ['script', 'link', 'img', 'iframe', 'object']) expect(names).not.to.include(name);
    expect(page).to.contain("default-src 'none'");
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.to.match(/https?:|url\(|@import/);
  });

  it('is made of the same elements whatever a file says', async () => {
    const plain = [playOf(await passing()), playOf(await failing()), playOf(await skipping()), errorPlay()];
    const [one, other] = [
      parsed(html.played(runOf(plain))),
      parsed(html.played(runOf(await hostilePlays()))),
    ];
    expect(new Set(other.names)).to.deep.equal(new Set(one.names));
    expect([...other.attributes].filter((name) => !one.attributes.has(name))).to.deep.equal([]);
    expect(other.text).to.contain('<script>alert("1")</script>');
  });

  it('draws the bits of a frame by the settings that nobody wrote in the story', async () => {
    const result = await played({
      link: '{}',
      A: '{ line: 9600 7E1 }',
      B: '{ line: 9600 8N1 }',
      steps: ['send: { from: A, text: hello }', 'expect: { on: B, text: hello, within: 20chars }'],
    });
    const [failure] = result.failures;
    const told = failure?.story.some(
      (record) => record.k === 'out' && record.m === 'A' && record.port === 0x3fb,
    );
    expect({ told, lcr: lcrFor({ bits: 7, parity: 'even', stop: 1 }) }).to.deep.equal({
      told: false,
      lcr: 0x1a,
    });
    const page = html.played(runOf([playOf(result)]));
    expect(page).to.match(/<title>parity bit: \d; A sends 0x68 .* 9600 7E1<\/title>/);
    expect(page).to.contain('A sends 9600 7E1 and B reads 9600 8N1');
  });

  it('has no picture of a failure before which nothing was sent', async () => {
    const result = await played({ steps: ['in: { on: A, port: 0x3F8, is: 0x55 }'] });
    expect(result.outcome).to.equal('failed');
    expect(html.played(runOf([playOf(result)]))).not.to.contain('<svg');
  });

  it('shows several profiles side by side where they differ', async () => {
    const lines = { A: '{ line: 9600 8E1 }', B: '{ line: 9600 8O1 }', link: '{}' };
    const comparison = await compared({ ...lines, steps: ['send: { from: A, text: hi }'] }, [
      'virtualbox5',
      'wire',
    ]);
    const plays = comparison.plays.flatMap((one) =>
      'result' in one ? [playOf(one.result, { profile: one.profile })] : [],
    );
    const { text } = parsed(html.played(runOf(plays, { comparisons: [comparison], profiles: 2 })));
    expect(text).to.contain('1 scenario under 2 profiles; 1 differs').and.to.contain('DIFF');
    expect(text).to.contain('passed, with error flags');
  });

  it('says that it was interrupted, and why nothing was played', () => {
    expect(parsed(html.played(runOf([], { interrupted: true }))).text).to.contain('0 passed, interrupted');
    const { names, text } = parsed(html.unplayed(PROBLEMS, '1'));
    expect(names).not.to.include('script');
    expect(text).to.contain('Nothing was played').and.to.contain('error[usage]:');
  });
});
