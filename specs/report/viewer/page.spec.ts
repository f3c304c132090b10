import { expect } from 'chai';
import { viewerPage } from '../../../harness/report/viewer/page.ts';
import type { Viewed } from '../../../harness/report/viewer/viewed.ts';
import { FIFO, viewed } from './viewed.ts';

const TIMEOUT = {
  name: 'hello arrives in time',
  A: FIFO,
  B: FIFO,
  steps: ['send: { from: A, mode: fifo, text: hello }', 'expect: { on: B, text: hello, within: 70bits }'],
};

/** What is read without the page's script. */
const withoutScripts = (page: string): string => page.replace(/<script[\s\S]*?<\/script>/g, '');

const dataOf = (page: string): Viewed =>
  JSON.parse(/<script type="application\/json" id="viewed">(.*?)<\/script>/s.exec(page)?.[1] ?? 'null');

describe("a trace's page", () => {
  it('says without its script what failed, why, what to do, what led to it, and how to play it again', async () => {
    const page = withoutScripts(viewerPage(await viewed(TIMEOUT), ''));
    expect(page)
      .to.contain('<span class="verdict">Failed</span> hello arrives in time')
      .and.contain('B did not get what it expects within 70 bits')
      .and.contain('the character timeout was due at tick 1466')
      .and.contain('<b>What to do:</b>')
      .and.contain('data-tick="826"')
      .and.contain('5 bytes wanted, 0 came')
      .and.contain('<svg ')
      .and.contain('<th scope="row">unread</th><td>5</td>')
      .and.contain('115200 8N1')
      .and.contain('nullmodem run');
  });

  it('needs nothing from elsewhere, and may fetch nothing', async () => {
    const page = viewerPage(await viewed(TIMEOUT), 'start();');
    expect(page)
      .to.contain("default-src 'none'")
      .and.not.match(/\b(?:src|href)="(?!#)/);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).to.not.match(/https?:/);
  });

  it('has the whole trace as data, which is the same when it is read back', async () => {
    const page = await viewed(TIMEOUT);
    expect(dataOf(viewerPage(page, ''))).to.deep.equal(JSON.parse(JSON.stringify(page)));
  });

  it('lets no text out of its place: an end of a script, markup, control and bidi characters', async () => {
    const hostile = '</script><script>alert(1)</script><!--\u2028\u202e\u0007"<img src=x onerror=alert(2)>';
    const page = await viewed(TIMEOUT);
    const { play } = page;
    if (play === null) expect.fail('it was played');
    const text = viewerPage(
      {
        ...page,
        header: { ...page.header, name: hostile },
        records: [
          ...page.records,
          { t: 9999, m: 'A', k: 'print', text: hostile },
          { t: 9999, m: '-', k: 'step', n: hostile, what: hostile },
        ],
        play: { ...play, replay: hostile },
      },
      "const end = '</script>';",
    );
    expect(text.match(/<script/g)).to.have.length(2);
    expect(text.match(/<\/script>/g)).to.have.length(2);
    for (const wrong of ['<img', '\u0007', '\u2028', '\u202e'])
      expect(withoutScripts(text)).to.not.contain(wrong);
    const { header, records } = dataOf(text);
    expect(header.name).to.equal(hostile);
    expect(records.at(-2)).to.include({ text: hostile });
    expect(text).to.not.contain('<!--');
  });

  it('says where the trace has no verdict, and what was left out', async () => {
    const page = { ...(await viewed(TIMEOUT)), play: null };
    const text = withoutScripts(viewerPage(page, '', { leftOut: 'These are <few>.' }));
    expect(text)
      .to.contain('No verdict')
      .and.contain('These are &lt;few&gt;.')
      .and.not.contain('What happened');
  });
});
