import { expect } from 'chai';
import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { lineSvg } from '../../../harness/report/svg/line-svg.ts';

const BASE = 0x3f8;

/** A at 9600 8E1 sends an `A`, and B takes it with a parity error. */
const RECORDS: readonly TraceRecord[] = [
  { t: 0, m: 'A', k: 'power', on: true },
  { t: 0, m: 'B', k: 'power', on: true },
  { t: 2, m: 'A', k: 'out', port: BASE + 3, v: 0x1b },
  { t: 4, m: 'A', k: 'out', port: BASE, v: 0x41 },
  { t: 4, m: 'A', k: 'frame', serial: 1, char: 0x41, ends: 4 + 11 * 192 },
  { t: 2020, m: 'B', k: 'char', serial: 1, char: 0x41, errors: 4, held: 1 },
  { t: 2020, m: 'B', k: 'intr', level: 1, iir: 0xc6 },
];

const count = (text: string, piece: string): number => text.split(piece).length - 1;

describe('The picture of the lines', () => {
  it('names start, data, parity and stop bits, the character, and the error where it came', () => {
    const svg = lineSvg(RECORDS, {});
    expect(count(svg, '<rect class="start"')).to.equal(1);
    expect(count(svg, '<rect class="data"')).to.equal(8);
    expect(count(svg, '<rect class="parity"')).to.equal(1);
    expect(count(svg, '<rect class="stop"')).to.equal(1);
    expect(svg).to.contain('>start</text>').and.contain('>parity</text>').and.contain('>stop</text>');
    expect(svg)
      .to.contain('0x41 &#39;A&#39; #1')
      .and.match(/class="small wrong"[^>]*>0x41 &#39;A&#39; PE</);
    expect(svg).to.contain(
      '<desc>A sends 1 character and receives none. B sends none and receives 1 character with PE at tick 2020.',
    );
  });

  it('takes a frame of unknown settings for 8N1 where its length is that of a usual rate, and says so', () => {
    const [frame] = [{ t: 100, m: 'A', k: 'frame', serial: 7, char: 0x41, ends: 260 } as const];
    const svg = lineSvg([frame], {});
    expect(svg).to.contain('taken for 115200 8N1');
    expect(count(svg, '<rect class="data"')).to.equal(8);
  });

  it('draws a frame that nobody can divide as one box', () => {
    const frame = { t: 100, m: 'A', k: 'frame', serial: 7, char: 0x41, ends: 311 } as const;
    const svg = lineSvg([frame], {});
    expect(svg).to.contain('bits not known');
    expect(count(svg, '<rect class="data wave"')).to.equal(1);
  });

  it('escapes what a trace says, and holds nothing that XML forbids', () => {
    const lost = { t: 9, m: 'B', k: 'lost', serial: 1, char: 0x3c, how: '</svg>\u0000\ud800&' } as const;
    const svg = lineSvg([lost], {});
    expect(svg).to.contain('0x3C &#39;&lt;&#39; lost: &lt;/svg&gt;\u2400\ufffd&amp;');
  });

  it('is a picture of nothing where there is no record', () => {
    expect(lineSvg([], {})).to.match(/^<svg[\s\S]*<\/svg>\n$/);
  });

  it('shows what happens around a tick that matters', () => {
    const frames = Array.from({ length: 200 }, (_, i): TraceRecord => {
      const t = 1000 + i * 160;
      return { t, m: 'A', k: 'frame', serial: i + 1, char: 0x55, ends: t + 160 };
    });
    const svg = lineSvg(frames, { focus: 20_000 });
    expect(svg).to.contain('class="focus"').and.contain('#115').and.not.contain('#1<');
    expect(svg.length).to.be.below(60_000);
  });

  it('is no longer for long traffic than a screen is wide', () => {
    const frames = Array.from({ length: 900 }, (_, i): TraceRecord => {
      return { t: i * 160, m: 'A', k: 'frame', serial: i + 1, char: 0x55, ends: i * 160 + 160 };
    });
    expect(lineSvg(frames, {}).length).to.be.below(200_000);
  });
});
