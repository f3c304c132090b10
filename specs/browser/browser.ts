import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { programAt } from '../judges/installed.ts';

const CHROMIUM = programAt('chromium');

/**
 * Opens a document from disk in a browser that knows nothing yet, and closes it however the look at it ends. The
 * document may ask for nothing but itself, and no error may reach its console.
 */
export type InBrowser = (
  html: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
) => Promise<void>;

/** Specs that need a browser, one for all of them: skipped where Chromium is missing, and the title says so. */
export function describeInBrowser(title: string, specs: (inBrowser: InBrowser) => void): void {
  describe(CHROMIUM === undefined ? `${title} (skipped: chromium is not installed)` : title, function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), 'nullmodem-browser-'));
    let browser: Browser | undefined;
    before(async function () {
      if (CHROMIUM === undefined) this.skip();
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--disable-gpu'] });
    });
    after(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });
    specs(async (html, options, look) => {
      if (browser === undefined) throw new Error('the browser is started before the specs');
      const file = join(folder, 'page.html');
      writeFileSync(file, html);
      await inContext(browser, pathToFileURL(file).href, options, look);
    });
  });
}

async function inContext(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const faults = faultsOf(page, url);
    await page.goto(url);
    await look(page);
    expect(faults).to.deep.equal([]);
  } finally {
    await context.close();
  }
}

/** All that a page of ours never does; grows while it is open. */
function faultsOf(page: Page, url: string): readonly string[] {
  const faults: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) faults.push(`asks for ${request.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`says ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`throws ${error.message}`));
  page.on('popup', (popup) => faults.push(`opens ${popup.url()}`));
  page.on('dialog', (dialog) => {
    faults.push(`asks ${dialog.message()}`);
    void dialog.dismiss();
  });
  return faults;
}
