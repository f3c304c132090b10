import { expect } from 'chai';
import sinon from 'sinon';
import type { LineRequest } from '../../harness/lab7/line-request.ts';
import { set } from '../../harness/lab7/set.ts';
import { accesses, Pair, PORT } from './support.ts';

describe('lab7 set', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.joined();
  });
  afterEach(() => sinon.restore());

  for (const [line, writes] of [
    [{ bits: 8, stop: 1, parity: 'even', rate: 9600 }, ['9B', '0C', '00', '1B']],
    [{ bits: 8, stop: 1, parity: 'none', rate: 115200 }, ['83', '01', '00', '03']],
    [{ bits: 5, stop: 2, parity: 'odd', rate: 300 }, ['8C', '80', '01', '0C']],
    [{ bits: 7, stop: 2, parity: 'even', rate: 50 }, ['9E', '00', '09', '1E']],
    [{ bits: 6, stop: 1, parity: 'none', rate: 2 }, ['81', '00', 'E1', '01']],
  ] as const) {
    const { bits, stop, parity, rate } = line;
    it(`makes 4 accesses for ${bits} ${stop} ${parity} ${rate}: LCR ${writes[0]}, DLL ${writes[1]}, DLM ${writes[2]}, LCR ${writes[3]}`, async () => {
      const made = accesses(pair.a);
      expect(await pair.runAlone(pair.a, set(PORT, line))).to.deep.equal({ ok: true });
      expect(made()).to.deep.equal([
        `out 3FB ${writes[0]}`,
        `out 3F8 ${writes[1]}`,
        `out 3F9 ${writes[2]}`,
        `out 3FB ${writes[3]}`,
      ]);
    });
  }

  it('leaves the line set, and DLAB clear', async () => {
    await pair.runAlone(pair.a, set(PORT, { bits: 7, stop: 2, parity: 'odd', rate: 19200 }));
    expect(pair.a.state).to.include({ lcr: 0x0e, divisor: 6, ier: 0 });
  });

  it('prints nothing when it has set the line', async () => {
    await pair.runAlone(pair.a, set(PORT, { bits: 8, stop: 1, parity: 'none', rate: 9600 }));
    expect(pair.a.processor.output).to.equal('');
  });

  const legal: LineRequest = { bits: 8, stop: 1, parity: 'none', rate: 9600 };
  /** Refused, with nothing touched, and one line printed that begins so. */
  const refuses = async (wrong: Partial<LineRequest>, message: string): Promise<void> => {
    const result = await pair.runAlone(pair.a, set(PORT, { ...legal, ...wrong }));
    expect(result.ok, message).to.equal(false);
    expect(pair.a.processor.output.slice(0, message.length)).to.equal(message);
    expect(pair.a.processor.output).to.match(/^[^\n]+\n$/);
    expect(pair.records('A', 'out'), message).to.deep.equal([]);
  };

  it('refuses 4, 9 and 7.5 bits, and touches nothing', async () => {
    for (const bits of [4, 9, 7.5]) await refuses({ bits }, `${bits} bits per char`);
  });

  it('refuses 0, 3 and 1.5 stop bits, and touches nothing', async () => {
    for (const stop of [0, 3, 1.5]) await refuses({ stop }, `${stop} stop bits`);
  });

  it('refuses a parity that is none of its 3, and touches nothing', async () => {
    await refuses({ parity: 'mark' as 'none' }, 'mark parity');
  });

  it('refuses rates that divide 115200 not, or by more than 65 535, and touches nothing', async () => {
    for (const rate of [9601, 0, -9600, 230400, 0.5, 1, Number.NaN]) await refuses({ rate }, `${rate} bps`);
  });
});
