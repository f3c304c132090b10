import { type Line, lineInWords } from '../../harness/uart/line-settings.ts';
import { shareRight, soundBetween } from './share.ts';

/** Per cent at the left and at the right edge, and from one point to the next. */
const [FIRST, LAST, STEP] = [-12, 12, 0.1];
/** Per cents that the axis names. */
const MARKS = [-12, -8, -4, 0, 4, 8, 12];
const CHARACTERS = 256;

const LINES: readonly Omit<Line, 'divisor'>[] = [
  { bits: 5, parity: 'none', stop: 1 },
  { bits: 8, parity: 'none', stop: 1 },
  { bits: 8, parity: 'even', stop: 1 },
  { bits: 8, parity: 'even', stop: 2 },
];
/** Told apart by dashes as well as by colour. */
const DIVISORS = [
  { divisor: 1, words: 'divisor 1, a bit of 16 ticks', colour: '#0550ae', dashes: 'none' },
  { divisor: 12, words: 'divisor 12, a bit of 192 ticks', colour: '#bc4c00', dashes: '6 3' },
] as const;

const WIDTH = 760;
const [LEFT, RIGHT, TOP] = [64, 24, 74];
const [PANEL, GAP] = [84, 44];
const BOTTOM = TOP + LINES.length * (PANEL + GAP) - GAP;
const HEIGHT = BOTTOM + 56;

const fixed = (value: number): string => Number(value.toFixed(1)).toString();
const x = (perCent: number): number => LEFT + ((perCent - FIRST) / (LAST - FIRST)) * (WIDTH - LEFT - RIGHT);
const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;

const text = (at: readonly [number, number], words: string, more = ''): string =>
  `<text x="${fixed(at[0])}" y="${fixed(at[1])}"${more === '' ? '' : ` ${more}`}>${words}</text>`;
const rule = (from: readonly [number, number], to: readonly [number, number], more: string): string =>
  `<path d="M${from.map(fixed)}L${to.map(fixed)}" ${more}/>`;

/** The share of characters that come right, and the limits between which all of them have to. */
function curve(settings: Omit<Line, 'divisor'>, top: number, style: (typeof DIVISORS)[number]): string[] {
  const { divisor, colour, dashes } = style;
  const line = { ...settings, divisor };
  const points = Array.from({ length: Math.round((LAST - FIRST) / STEP) + 1 }, (_, i) => {
    const perCent = Number((FIRST + i * STEP).toFixed(3));
    const share = shareRight(line, perCent, CHARACTERS);
    return `${fixed(x(perCent))},${fixed(top + PANEL * (1 - share))}`;
  });
  const stroke = `stroke="${colour}" stroke-dasharray="${dashes}"`;
  const sound = soundBetween(line);
  // Inside the limits there is room for words, but for the second of two limits that lie close together.
  const [first] = DIVISORS;
  const places = [
    { limit: sound[0], anchor: 'start', y: top + (style === first ? 36 : 62) },
    { limit: sound[1], anchor: style === first ? 'end' : 'start', y: top + (style === first ? 36 : 20) },
  ] as const;
  return [
    ...places.flatMap(({ limit, anchor, y }) => [
      rule([x(limit), top - 8], [x(limit), top + PANEL], `${stroke} opacity="0.6"`),
      text(
        [x(limit) + (anchor === 'start' ? 5 : -5), y],
        `${signed(limit, 2)} %`,
        `fill="${colour}" font-size="11" text-anchor="${anchor}"`,
      ),
    ]),
    `<polyline points="${points.join(' ')}" fill="none" ${stroke} stroke-width="2"/>`,
  ];
}

function panel(settings: Omit<Line, 'divisor'>, top: number): string[] {
  const name = lineInWords({ ...settings, divisor: 1 }).split(' ')[1] as string;
  const grid = 'stroke="#d0d7de"';
  return [
    ...[0, 0.5, 1].flatMap((share) => {
      const y = top + PANEL * (1 - share);
      return [
        rule([LEFT, y], [WIDTH - RIGHT, y], grid),
        text([LEFT - 8, y + 4], `${100 * share} %`, 'text-anchor="end" font-size="11"'),
      ];
    }),
    ...MARKS.map((perCent) => rule([x(perCent), top], [x(perCent), top + PANEL], grid)),
    text([LEFT, top - 10], name, 'font-weight="bold"'),
    ...DIVISORS.flatMap((style) => curve(settings, top, style)),
  ];
}

/** docs/crystal.svg: the same from each run, since all of it is worked out in virtual time. */
export function crystalCurve(): string {
  const legend = DIVISORS.flatMap(({ words, colour, dashes }, i) => {
    const from = LEFT + 260 * i;
    return [
      rule([from, 40], [from + 36, 40], `stroke="${colour}" stroke-dasharray="${dashes}" stroke-width="2"`),
      text([from + 44, 44], words),
    ];
  });
  const perCents = MARKS.map((perCent) =>
    text([x(perCent), BOTTOM + 18], `${signed(perCent, 0)} %`, 'text-anchor="middle" font-size="11"'),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="#1f2328" role="img" aria-labelledby="title desc">
<title id="title">Characters that come right, by how far two crystals are apart</title>
<desc id="desc">Four panels, for 5N1, 8N1, 8E1 and 8E2, with a curve for divisor 1 and one for divisor 12 in each. Around 0 per cent all characters come right; at the limits that are marked, about 5 per cent to each side for 8N1, the share falls to a half or less.</desc>
<rect width="100%" height="100%" rx="8" fill="#ffffff"/>
${[
  text([LEFT, 24], 'Characters that come right, back to back', 'font-weight="bold" font-size="15"'),
  ...legend,
  ...LINES.flatMap((settings, i) => panel(settings, TOP + i * (PANEL + GAP))),
  ...perCents,
  text(
    [(LEFT + WIDTH - RIGHT) / 2, BOTTOM + 40],
    'how much slower (−) or faster (+) the sender’s crystal is; thin lines: the limits by arithmetic',
    'text-anchor="middle"',
  ),
].join('\n')}
</svg>
`;
}
