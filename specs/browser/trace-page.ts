import type { Locator, Page } from 'playwright-core';

/** What a person finds on a trace's page, by the names that it has for people. */
export const axisOf = (page: Page): Locator => page.getByRole('application', { name: /Time axis/ });

/** Until this has the focus, which the keyboard alone must be able to give it. */
export async function pressUntil(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    await page.keyboard.press(key);
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`${key} does not lead to ${wanted}`);
}

/** The axis as it is drawn; where it was drawn before, as soon as it is another picture. */
export async function pictureOf(page: Page, before?: string): Promise<string> {
  const drawn = await page.waitForFunction((old) => {
    const now = document.querySelector('canvas')?.toDataURL();
    return now === old ? false : now;
  }, before);
  return (await drawn.jsonValue()) || '';
}

/** When the registers are told for this tick. */
export const ticksAround = (page: Page, tick: number): Promise<void> =>
  page
    .getByRole('region', { name: 'Registers of A' })
    .getByText(new RegExp(`at tick ${tick}\\b`))
    .waitFor();

/** Where on the axis the pointer is told this; looked for along its rows. */
export async function pointAt(
  page: Page,
  words: RegExp,
): Promise<{ readonly x: number; readonly y: number }> {
  const found = await page.evaluate(
    ({ source, flags }) => {
      const canvas = document.querySelector('canvas');
      const tip = canvas?.parentElement?.querySelector<HTMLElement>('.tl-tip');
      if (!canvas || !tip) return null;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      for (let y = top + 4; y < top + height; y += 8)
        for (let x = left + 4; x < left + width; x += 8) {
          const at = { clientX: x, clientY: y, pointerType: 'mouse', bubbles: true };
          canvas.dispatchEvent(new PointerEvent('pointermove', at));
          if (!tip.hidden && new RegExp(source, flags).test(tip.textContent ?? '')) return { x, y };
        }
      return null;
    },
    { source: words.source, flags: words.flags },
  );
  if (found === null) throw new Error(`nothing on the axis says ${words}`);
  return found;
}

/** The way of the chosen byte as it stands on the page. */
export async function wayOf(page: Page, title: RegExp) {
  const way = page.getByRole('region', { name: 'The way of a byte' });
  await way.getByText(title).waitFor();
  const buttons = await way.getByRole('button').all();
  const ticks: number[] = [];
  const words: string[] = [];
  for (const button of buttons) {
    ticks.push(Number(await button.textContent()));
    words.push((await button.locator('xpath=..').textContent()) ?? '');
  }
  return { buttons, ticks, words };
}
