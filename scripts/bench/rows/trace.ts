import { compare } from '../compare.ts';
import { GrownTrace, PlainTrace } from '../contestants/traced-play.ts';
import type { Row } from '../row.ts';

const OURS = 'ours';
const STRINGIFY = 'JSON.stringify, the records alone';
const LEAST = 50_000_000;

/** A scenario played with --trace, all of it: both ways at 115 200 8N1, FIFO with trigger 14, interrupts. */
export const trace: Row = {
  name: 'trace',
  title: 'bytes of trace a second of wall time, the play included',
  async measure({ pace }) {
    const [grown, plain] = [new GrownTrace(), new PlainTrace()];
    const [ours, theirs] = [await grown.size(), await plain.size()];
    const { lines, checks } = await compare({
      pace,
      meter: 'wall',
      contestants: [
        { name: OURS, perUnit: ours, run: (plays) => grown.run(plays), close: () => grown.close() },
        { name: STRINGIFY, perUnit: theirs, run: (plays) => plain.run(plays), close: () => plain.close() },
      ],
      ratios: [{ what: 'ours / JSON.stringify', ours: OURS, theirs: STRINGIFY, target: 1 }],
    });
    const rate = lines.find(({ name }) => name === OURS)?.value ?? Number.NaN;
    return {
      lines,
      checks: [...checks, { what: 'bytes a second', value: rate, sense: 'at least', target: LEAST }],
    };
  },
};
