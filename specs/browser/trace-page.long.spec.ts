import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { byteOf } from '../../harness/report/trace/byte-of.ts';
import type { Viewed } from '../../harness/report/viewer/viewed.ts';
import { describeInBrowser } from './browser.ts';
import { barriersOn, pixelsBeside } from './sight.ts';
import { axisOf, pictureOf, pointAt, pressUntil, ticksAround, wayOf } from './trace-page.ts';
import { pageOf, REPLAY, viewedOf } from './viewed.ts';

const WIRE = '{ transport: cable, profile: wire }';
const FIFO = '{ line: 9600 8E1, fifo: 14 }';

describeInBrowser('The page of a trace', (inBrowser) => {
  /** Five characters stand below the trigger level of 14 when the scenario gives up: their timeout has not come. */
  let timeout: Viewed;
  let page: string;
  before(async () => {
    timeout = await viewedOf({
      name: 'FIFO and interrupts, 9600 8E1',
      link: WIRE,
      A: FIFO,
      B: FIFO,
      steps: ['send: { from: A, mode: fifo, text: hello }', 'expect: { on: B, text: hello, within: 60bits }'],
    });
    page = await pageOf(timeout);
  });

  it('names the cause of a FIFO timeout that comes too late before anybody scrolls', () =>
    inBrowser(page, {}, async (at) => {
      for (const words of [/5 characters stood unread/, /trigger level of 14/, /character timeout was due/]) {
        const box = await at.getByText(words).first().boundingBox();
        expect((box?.y ?? 800) + (box?.height ?? 0), `${words}`).to.be.at.most(800);
      }
      expect(await at.evaluate(() => window.scrollY)).to.equal(0);
    }));

  it('is read from top to bottom without JavaScript', () =>
    inBrowser(page, { javaScriptEnabled: false }, async (at) => {
      for (const words of [
        'trigger level of 14',
        'FIFOs on, trigger 14; 5 bytes unread',
        'Story',
        'written to THR',
        REPLAY,
      ])
        expect(await at.getByText(words).first().isVisible(), words).to.equal(true);
      expect(await at.getByRole('application').count()).to.equal(0);
      expect(await at.getByRole('img').first().isVisible()).to.equal(true);
    }));

  it('is worked with the keyboard alone: closer, further, along, to the failure, and to a tick', () =>
    inBrowser(page, {}, async (at) => {
      await pressUntil(at, 'Tab', axisOf(at));
      await at.keyboard.press('0');
      const all = await pictureOf(at);
      await at.keyboard.press('+');
      await at.keyboard.press('+');
      const closer = await pictureOf(at, all);
      await at.keyboard.press('Shift+ArrowLeft');
      const earlier = await pictureOf(at, closer);
      await at.keyboard.press('0');
      expect(await pictureOf(at, earlier)).to.equal(all);
      await at.keyboard.press('g');
      await at.keyboard.type('2050');
      await at.keyboard.press('Enter');
      await ticksAround(at, 2050);
      await at.keyboard.press('f');
      await ticksAround(at, 11540);
    }));

  it('is worked with the keyboard alone: a byte is chosen and its way read, the list filtered', () =>
    inBrowser(page, {}, async (at) => {
      await pressUntil(at, 'Tab', axisOf(at));
      await at.keyboard.press('0');
      await at.keyboard.press('Home');
      await at.keyboard.press('n');
      const way = at.getByRole('region', { name: 'The way of a byte' });
      await way.getByText("0x6F 'o' (#5), from A to B").waitFor();
      await at.keyboard.press('p');
      await way.getByText("0x6C 'l' (#4), from A to B").waitFor();
      await at.keyboard.press('n');
      await way.getByText('has not read it by the end of the trace').waitFor();
      await at.keyboard.press('/');
      await at.keyboard.type('receives');
      const events = at.getByRole('region', { name: 'Events' });
      const came = timeout.records.filter(({ k }) => k === 'char').length;
      await events.getByText(`${came} of ${timeout.records.length}`).waitFor();
      const options = await at.getByRole('option').allTextContents();
      expect(options).to.have.lengthOf(came);
      for (const option of options) expect(option).to.match(/B receives 0x/);
      await at.keyboard.press('Escape');
      await events.getByText(String(timeout.records.length), { exact: true }).waitFor();
    }));

  it('gives the command that plays it again to the clipboard, and marks it where the clipboard is closed', () =>
    inBrowser(page, { permissions: ['clipboard-read', 'clipboard-write'] }, async (at) => {
      const copy = at.getByRole('button', { name: 'Copy replay command' });
      await pressUntil(at, 'Tab', copy);
      await at.keyboard.press('Enter');
      await at.getByText('copied').waitFor();
      expect(await at.evaluate(() => navigator.clipboard.readText())).to.equal(REPLAY);
      await at.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      await at.keyboard.press('Enter');
      await at.getByText(/Ctrl-C/).waitFor();
      expect(await at.evaluate(() => String(getSelection()).trim())).to.equal(REPLAY);
    }));

  it('shows the way of the byte whose frame is clicked, with the ticks of the trace, and leads to each', async () => {
    const viewed = await viewedOf({
      name: 'all is read',
      link: WIRE,
      A: FIFO,
      B: FIFO,
      steps: [
        'send: { from: A, mode: fifo, text: hello }',
        'expect: { on: B, text: hello, within: 120bits }',
      ],
    });
    const ticks = viewed.records.filter((one) => byteOf(one)?.serial === 2).map(({ t }) => t);
    expect(ticks).to.have.lengthOf(4);
    await inBrowser(await pageOf(viewed), {}, async (at) => {
      await axisOf(at).focus();
      await at.keyboard.press('0');
      const frame = await pointAt(at, /^A begins to send 0x65 'e' \(#2\)/);
      await at.mouse.click(frame.x, frame.y);
      const way = await wayOf(at, /^0x65 'e' \(#2\), from A to B/);
      expect(way.ticks).to.deep.equal(ticks);
      for (const [i, what] of [
        /writes 0x65 to THR/,
        /leaves SOUT/,
        /comes to B/,
        /reads 0x65 from RBR/,
      ].entries()) {
        expect(way.words[i]).to.match(what);
        await way.buttons[i]?.click();
        await ticksAround(at, ticks[i] ?? -1);
      }
    });
  });

  it('moves its window with the overview, and its cursor with the ruler', () =>
    inBrowser(page, {}, async (at) => {
      await axisOf(at).focus();
      await at.keyboard.press('0');
      await at.keyboard.press('+');
      await at.keyboard.press('+');
      const end = await pictureOf(at);
      const box = await axisOf(at).boundingBox();
      const [left, top] = [box?.x ?? 0, box?.y ?? 0];
      await at.mouse.move(left + 1000, top + 12);
      await at.mouse.down();
      await at.mouse.move(left + 500, top + 12);
      const middle = await pictureOf(at, end);
      await at.mouse.move(left + 200, top + 12);
      await at.mouse.up();
      await pictureOf(at, middle);
      await at.keyboard.press('0');
      await at.mouse.click(left + 400, top + 45);
      await at
        .getByText(/^at tick [1-5]\d{3}\b/)
        .first()
        .waitFor();
    }));

  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)
    it(`has nothing that keeps a person out, in ${colorScheme}, ${width} pixels wide`, () =>
      inBrowser(page, { colorScheme, viewport: { width, height: 800 } }, async (at) => {
        await axisOf(at).focus();
        await at.keyboard.press('n');
        await at.getByText(/, from A to B/).waitFor();
        expect(await barriersOn(at)).to.deep.equal([]);
        expect(await pixelsBeside(at)).to.equal(0);
      }));

  it('has the colours that are asked for, whatever the system has', () =>
    inBrowser(page, { colorScheme: 'dark' }, async (at) => {
      const paper = () => at.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await paper();
      const picture = await pictureOf(at);
      await at.getByRole('button', { name: /Colours/ }).click();
      expect(await paper()).to.equal('rgb(255, 255, 255)');
      await pictureOf(at, picture);
      await at.getByRole('button', { name: /Colours/ }).click();
      expect(await paper()).to.equal(dark);
    }));

  it('has on paper what it says, in black on white', () =>
    inBrowser(page, { colorScheme: 'dark', viewport: { width: 718, height: 1000 } }, async (at) => {
      await at.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await at.evaluate(() => getComputedStyle(document.body).backgroundColor)).to.equal(
        'rgb(255, 255, 255)',
      );
      for (const words of [/trigger level of 14/, /Story/, REPLAY])
        expect(await at.getByText(words).first().isVisible(), `${words}`).to.equal(true);
      expect((await at.pdf()).length).to.be.above(10_000);
    }));

  it('says where it is cut off, and has no verdict then', async () => {
    const half = timeout.records.slice(0, 30);
    const cut = { ...timeout, records: half, play: null, cutAt: half.at(-1)?.t ?? 0 };
    await inBrowser(await pageOf(cut), {}, async (at) => {
      await at.getByText(/No verdict/).waitFor();
      await axisOf(at).focus();
      for (const key of ['0', '+', 'n', 'ArrowRight', 'f', 'End']) await at.keyboard.press(key);
      await pictureOf(at);
    });
  });

  it('knows the settings of a trace that begins in the middle', async () => {
    const begins = timeout.records.findIndex(({ k }) => k === 'frame') - 1;
    const t = timeout.records[begins]?.t ?? 0;
    const settings = { lcr: 0x1b, dll: 12, dlm: 0, looped: false };
    const header = { ...timeout.header, begins: { t, settings: { A: settings, B: settings } } };
    await inBrowser(
      await pageOf({ ...timeout, header, records: timeout.records.slice(begins) }),
      {},
      async (at) => {
        await axisOf(at).focus();
        await at.keyboard.press('n');
        await at.getByText(/leaves SOUT until tick \d+, 9600 8E1/).waitFor();
        expect(await at.getByRole('region', { name: 'Registers of A' }).textContent()).to.contain('8E1');
      },
    );
  });

  it('does nothing and hides nothing, whatever a trace says', async () => {
    const name = '</script><img src=x onerror=alert(1)> \u202etxt.exe <!--';
    const records = timeout.records.flatMap<TraceRecord>((record) =>
      record.k === 'step'
        ? [
            { ...record, what: name },
            { t: record.t, m: 'A', k: 'print', text: name },
            { t: record.t, m: 'A', k: 'link', event: name },
          ]
        : [record],
    );
    const play = timeout.play === null ? null : { ...timeout.play, name, file: name, replay: name };
    for (const long of [name, 'x'.repeat(2000)]) {
      const hostile = { ...timeout, header: { ...timeout.header, name: long, profile: long }, records, play };
      await inBrowser(await pageOf(hostile), { viewport: { width: 360, height: 740 } }, async (at) => {
        expect(await at.locator('img, [onerror]').count()).to.equal(0);
        expect(await at.title()).to.contain(long.slice(0, 20));
        expect(await pixelsBeside(at)).to.equal(0);
        await axisOf(at).focus();
        for (const key of ['0', 'ArrowRight', 'ArrowRight', 'n']) await at.keyboard.press(key);
        await pictureOf(at);
      });
    }
  });

  it('stays smooth with 100 000 events', async () => {
    const both = '{ line: 115200 8N1, fifo: 14 }';
    const viewed = await viewedOf({
      link: WIRE,
      A: both,
      B: both,
      steps: [
        'parallel: [ { send: { from: A, mode: int, random: 9000 } }, { send: { from: B, mode: int, random: 9000 } } ]',
        'expect: { on: A, count: 9000, within: 60s }',
        'expect: { on: B, count: 9000, within: 60s }',
      ],
    });
    expect(viewed.records.length).to.be.above(100_000);
    await inBrowser(await pageOf(viewed), {}, async (at) => {
      expect(await secondsOn(at)).to.be.below(2);
      const drawn = await drawnByWheel(at);
      expect(drawn).to.have.lengthOf(WHEEL.length);
      expect(drawn[0]).to.be.above(0);
      expect(drawn.at(drawn.length >> 1)).to.be.below(16);
      expect(drawn.at(-1)).to.be.below(50);
    });
  });
});

/** How long a processor has worked for the page: to read it, to lay it out, and to run its script. */
async function secondsOn(at: Page): Promise<number> {
  const session = await at.context().newCDPSession(at);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await at.reload();
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN;
}

/** Closer and further, then to and fro: across and down. */
const WHEEL: readonly (readonly [number, number])[] = [
  ...Array.from({ length: 30 }, (_, i) => [0, i % 10 < 8 ? -200 : 100] as const),
  ...Array.from({ length: 30 }, (_, i) => [i % 6 === 0 ? -400 : 200, 0] as const),
];

/**
 * In milliseconds, sorted: how long the page draws after each turn of the wheel, at best of three. What else the
 * computer does meanwhile is no part of it.
 */
async function drawnByWheel(at: Page): Promise<readonly number[]> {
  await at.evaluate(() => {
    const { requestAnimationFrame: atFrame } = window;
    window.requestAnimationFrame = (draw) =>
      atFrame.call(window, (now) => {
        const start = performance.now();
        draw(now);
        performance.measure('drawn', { start });
      });
  });
  const box = await axisOf(at).boundingBox();
  await at.mouse.move((box?.x ?? 0) + 600, (box?.y ?? 0) + 200);
  const rounds: number[][] = [];
  for (let round = 0; round < 3; round += 1) {
    await axisOf(at).press('0');
    await drawn(at);
    const spent: number[] = [];
    for (const [x, y] of WHEEL) {
      await at.mouse.wheel(x, y);
      spent.push(await drawn(at));
    }
    rounds.push(spent);
  }
  return WHEEL.map((_, i) => Math.min(...rounds.map((round) => round[i] ?? 0))).sort((a, b) => a - b);
}

/** What has been drawn since this was asked last, with the next frame. */
const drawn = (at: Page): Promise<number> =>
  at.evaluate(
    () =>
      new Promise<number>((done) =>
        requestAnimationFrame(() => {
          const all = performance.getEntriesByName('drawn');
          performance.clearMeasures('drawn');
          done(all.reduce((sum, { duration }) => sum + duration, 0));
        }),
      ),
  );
