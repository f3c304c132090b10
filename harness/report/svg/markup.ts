import { harmless } from '../harmless.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from a trace, for markup: it can neither end an element nor hold what XML forbids. */
export const escaped = (text: string): string =>
  [...text.replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')]
    .map((char) => ENTITIES[char] ?? harmless(char))
    .join('');

/** A hundredth of a pixel is finer than anybody sees. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);

interface Place {
  readonly x: number;
  readonly y: number;
}

export const label = ({ x, y }: Place, kind: string, text: string): string =>
  `<text class="${kind}" x="${px(x)}" y="${px(y)}">${escaped(text)}</text>`;

export const box = (
  { x, y, width, height }: Place & { readonly width: number; readonly height: number },
  kind: string,
  title = '',
): string => {
  const shape = `<rect class="${kind}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"`;
  return title === '' ? `${shape}/>` : `${shape}><title>${escaped(title)}</title></rect>`;
};

export const stroke = (path: string, kind: string): string =>
  path === '' ? '' : `<path class="${kind}" d="${path}"/>`;
