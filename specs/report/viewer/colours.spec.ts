import { expect } from 'chai';
import { COLOURS } from '../../../harness/report/viewer/colours.ts';

/** As WCAG 2 has it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const INKS = ['ink', 'dim', 'a', 'b', 'bad', 'warn', 'ok', 'select', 'irq'];

describe("the page's colours", () => {
  const themes = [...COLOURS.matchAll(/color-scheme:(light|dark);([^}]*)/g)].slice(0, 2);

  for (const [, scheme = '', rules = ''] of themes) {
    it(`can be read on paper, soft or not, and on the parts of a frame, when ${scheme}`, () => {
      const values = new Map(
        [...rules.matchAll(/--(\w+):(#\w{6})/g)].map(([, name, value]) => [name, value]),
      );
      const of = (name: string): string => values.get(name) ?? expect.fail(`there is no --${name}`);
      const pairs = [
        ...INKS.flatMap((ink) => ['paper', 'soft'].map((paper) => [ink, paper] as const)),
        ...['start', 'data', 'parity', 'stop'].map((part) => ['ink', part] as const),
        ['paper', 'select'] as const,
      ];
      const faint = pairs.filter(([ink, paper]) => contrast(of(ink), of(paper)) < 4.5);
      expect(faint).to.deep.equal([]);
    });
  }

  it('are there for light and for dark', () => {
    expect(themes.map(([, scheme]) => scheme)).to.deep.equal(['light', 'dark']);
  });
});
