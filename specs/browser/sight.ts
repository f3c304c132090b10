import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What keeps a person from using the page, as axe finds it. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, target }) => `${impact}: ${id}: ${target.join(' ')}: ${html.slice(0, 200)}`),
  );
}

/** How many pixels of the page lie beside the window: a person would have to scroll to both sides. */
export const pixelsBeside = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Boxes that hide a part of what is in them, as on paper, where nobody scrolls. */
export const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((box) => getComputedStyle(box).overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName} ${box.className}: ${box.textContent?.slice(0, 80)}`),
  );

/** What has the focus after each press of Tab, once around. */
export async function tabbedThrough(page: Page): Promise<readonly string[]> {
  const places: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (at === null || at === document.body) return null;
      return at.getAttribute('href') ?? (at.id === '' ? at.tagName.toLowerCase() : `#${at.id}`);
    });
    if (place === null || places.length > 1000) return places;
    places.push(place);
  }
}
