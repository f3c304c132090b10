import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { html } from '../../harness/report/html/page.ts';
import type { Play } from '../../harness/report/run.ts';
import { compared } from '../report/results.ts';
import { errorPlay, failing, hostilePlays, passing, playOf, runOf, skipping } from '../report/runs.ts';
import { describeInBrowser } from './browser.ts';
import { barriersOn, cutOff, pixelsBeside, tabbedThrough } from './sight.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

describeInBrowser('The page of a run', (inBrowser) => {
  /** Plays of each kind; the failure has a picture. */
  let page: string;
  let plays: readonly Play[];
  before(async () => {
    const failed = await failing();
    const modes = ['poll', 'int', 'fifo'].map((mode) => ({ entry: { mode }, file: 'a/echo.lab7.yaml' }));
    plays = [
      ...modes.map((parts, i) => playOf(failed, { ...parts, name: `echo ${i}` })),
      playOf(await passing(), { name: 'hello arrives', file: 'b/hello.lab7.yaml' }),
      playOf(await skipping(), { name: 'nobody is there', file: 'b/nobody.lab7.yaml' }),
      errorPlay({ file: 'c/busy.lab7.yaml' }),
    ];
    const comparison = await compared(
      {
        link: '{}',
        A: '{ line: 9600 8E1 }',
        B: '{ line: 9600 8O1 }',
        steps: ['send: { from: A, text: hi }'],
      },
      ['virtualbox5', 'wire'],
    );
    page = html.played(runOf(plays, { comparisons: [comparison], profiles: 2 }));
  });

  it('leads from each bad cell of the heat map to its failure, by a click', () =>
    inBrowser(page, {}, async (at) => {
      const links = await at.getByRole('link', { name: /^(FAIL|ERROR)$/ }).all();
      expect(links).to.have.lengthOf(4);
      for (const link of links) {
        await link.click();
        const failure = at.locator('article:target');
        const heading = await failure.getByRole('heading', { level: 3 }).textContent();
        expect(await link.getAttribute('title')).to.match(new RegExp(`^${literally(heading ?? '-')}: `));
        expect((await failure.boundingBox())?.y).to.be.within(-1, 800);
      }
    }));

  it('shows only rows with a failure, an error or a flag when asked, and prints all the same', () =>
    inBrowser(page, {}, async (at) => {
      const good = at.getByRole('row', { name: /hello arrives|nobody is there/ });
      const bad = at.getByRole('row', { name: /echo|spec/ });
      expect([await good.count(), await bad.count()]).to.deep.equal([2, 2]);
      await at.getByRole('checkbox', { name: /only rows with a failure/ }).check();
      expect([await good.count(), await bad.count()]).to.deep.equal([0, 2]);
      await at.emulateMedia({ media: 'print' });
      expect([await good.count(), await bad.count()]).to.deep.equal([2, 2]);
      expect(await at.getByRole('checkbox').count()).to.equal(0);
    }));

  it('lets the keyboard alone reach each link and the filter, and follow and set them', () =>
    inBrowser(page, {}, async (at) => {
      const places = await tabbedThrough(at);
      const links = await hrefsOn(at);
      expect(links).to.have.lengthOf(4);
      expect(places.filter((place) => place.startsWith('#bad'))).to.deep.equal(links);
      expect(places[0]).to.equal('#only');
      await at.getByRole('checkbox').focus();
      await at.keyboard.press('Space');
      expect(await at.getByRole('row', { name: 'hello arrives' }).count()).to.equal(0);
      await at.getByRole('link', { name: 'ERROR' }).focus();
      await at.keyboard.press('Enter');
      expect(await at.locator('article:target').textContent()).to.contain('Stop what listens there.');
    }));

  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)
    it(`has nothing that keeps a person out, in ${colorScheme}, ${width} pixels wide`, () =>
      inBrowser(page, { colorScheme, viewport: { width, height: 800 } }, async (at) => {
        expect(await barriersOn(at)).to.deep.equal([]);
      }));

  it('scrolls to no side, however narrow the window is', () =>
    inBrowser(page, {}, async (at) => {
      for (const width of [1280, 700, 360]) {
        await at.setViewportSize({ width, height: 800 });
        expect(await pixelsBeside(at), `${width} pixels`).to.equal(0);
      }
    }));

  it('keeps words whole and the picture readable on a phone', () =>
    inBrowser(page, PHONE, async (at) => {
      const picture = await at.getByRole('img').first().boundingBox();
      expect(picture?.width).to.be.at.least(900);
      const [head] = await at.getByRole('columnheader', { name: 'mode=poll' }).all();
      expect((await head?.boundingBox())?.height).to.be.at.most(50);
      await at.getByRole('img').last().scrollIntoViewIfNeeded();
    }));

  it('is light on paper whatever the screen is, and nothing is cut off there', () =>
    inBrowser(page, { colorScheme: 'dark', viewport: { width: 718, height: 1000 } }, async (at) => {
      expect(await cutOff(at)).not.to.deep.equal([]);
      await at.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const colours = await at.evaluate(() => [
        getComputedStyle(document.body).color,
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('svg .paper') ?? document.body).fill,
      ]);
      expect(colours).to.deep.equal(['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
      expect(await cutOff(at)).to.deep.equal([]);
      expect((await at.pdf()).length).to.be.above(10_000);
    }));

  it('says all in words where colours are the system’s', () =>
    inBrowser(page, { forcedColors: 'active' }, async (at) => {
      for (const word of ['ok', 'FAIL', 'skip', 'ERROR'])
        expect(await at.getByRole('cell', { name: word, exact: true }).count(), word).to.be.above(0);
    }));

  it('does nothing and hides nothing, whatever a scenario is called', async () => {
    const names = [
      '</script><img src=x onerror=alert(1)>',
      '"><a href="javascript:alert(1)" id=only>',
      'abc \u202etxt.exe\u202c \u2066x',
      'x'.repeat(2000),
    ];
    const [passed, failed] = [await passing(), await failing()];
    const hostile = names.flatMap((name, i) => [
      playOf(i % 2 === 0 ? failed : passed, { name, file: `${name}/a.lab7.yaml`, entry: { [name]: name } }),
      errorPlay({ name, message: name, fix: name, replay: name }),
    ]);
    const shown = html.played(runOf([...hostile, ...(await hostilePlays())]));
    await inBrowser(shown, PHONE, async (at) => {
      expect(await at.locator('img, script, [onerror], [href^=javascript]').count()).to.equal(0);
      expect(await at.locator('main').textContent())
        .to.contain(names[0])
        .and.not.match(/[\u202a-\u202e\u2066-\u2069]/);
      expect(await pixelsBeside(at)).to.equal(0);
      for (const link of await at.getByRole('link').all()) await link.click();
    });
  });

  it('stays quick with 500 plays of a matrix, every fifth of them a failure with its picture', async () => {
    const [passed, failed] = [await passing(), await failing()];
    const many = Array.from({ length: 500 }, (_, i) =>
      playOf(i % 5 === 0 ? failed : passed, {
        name: `play ${i}`,
        file: 'm/m.lab7.yaml',
        entry: { rate: `${i % 10}`, size: `${Math.floor(i / 10)}` },
      }),
    );
    await inBrowser(html.played(runOf(many)), {}, async (at) => {
      expect(await at.getByRole('cell', { name: /^(ok|FAIL)/ }).count()).to.equal(500);
      const spent = await at.evaluate(() => {
        const before = performance.now();
        document.querySelector<HTMLInputElement>('#only')?.click();
        document.body.getBoundingClientRect();
        return performance.now() - before;
      });
      expect(spent).to.be.below(500);
      await at.getByRole('link').last().click();
      expect((await at.locator('article:target').boundingBox())?.y).to.be.within(-1, 800);
    });
  });
});

const hrefsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''));

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
