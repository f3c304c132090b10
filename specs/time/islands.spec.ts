import { expect } from 'chai';
import { RANK } from '../../harness/time/clock.ts';
import { Islands } from '../../harness/time/islands.ts';
import type { VirtualClock } from '../../harness/time/virtual-clock.ts';

const NEVER = Number.POSITIVE_INFINITY;

describe('islands', () => {
  let islands: Islands;
  let log: string[];

  beforeEach(() => {
    islands = new Islands();
    log = [];
  });

  /** An island on which something happens every so many ticks, so many times. */
  const beating = (name: string, every: number, times: number, does = () => {}): VirtualClock => {
    const clock = islands.add();
    let left = times;
    const slot = clock.slot({ name, rank: RANK.CHIP }, () => {
      log.push(`${name} ${clock.now}`);
      left -= 1;
      if (left > 0) clock.book(slot, clock.now + every);
      does();
    });
    clock.book(slot, every);
    return clock;
  };

  it('run what is due on each up to and including the tick asked for: reached', async () => {
    const [a, b] = [beating('a', 5, 9), beating('b', 7, 9)];
    expect(await islands.run(14)).to.equal('reached');
    expect(log).to.have.members(['a 5', 'a 10', 'b 7', 'b 14']);
    expect([a.now, b.now]).to.deep.equal([14, 14]);
    expect(await islands.run(15)).to.equal('reached');
    expect(log.at(-1)).to.equal('a 15');
  });

  it('come back idle when nothing can happen on any', async () => {
    beating('a', 5, 2);
    beating('b', 7, 1);
    expect(await islands.run(NEVER)).to.equal('idle');
    expect(log).to.have.members(['a 5', 'a 10', 'b 7']);
  });

  it('have each the order that it has alone, and are never more than 16 000 ticks apart', async () => {
    const clocks = [beating('a', 100, 1000), beating('b', 100, 1000)];
    let apart = 0;
    beating('c', 100, 1000, () => {
      for (const one of clocks) for (const other of clocks) apart = Math.max(apart, one.now - other.now);
    });
    await islands.run(NEVER);
    const ticks = log.filter((line) => line.startsWith('a')).map((line) => Number(line.slice(2)));
    expect(ticks).to.deep.equal([...ticks].sort((x, y) => x - y));
    expect(apart).to.be.at.most(16_000);
    expect(log.indexOf('b 100')).to.be.below(log.indexOf('a 20000'));
  });

  it('let an island run ahead whatever is due on another one', async () => {
    beating('b', 3, 5);
    const a = islands.add();
    let ran = false;
    a.book(
      a.slot({ name: 'a', rank: RANK.PROGRAM }, () => {
        ran = a.runAhead(a.now + 100);
      }),
      1,
    );
    await islands.run(NEVER);
    expect(ran).to.equal(true);
  });

  it('come back after the event that stops them, and go on where they were', async () => {
    beating('a', 5, 3, () => islands.stop());
    beating('b', 5, 1);
    expect(await islands.run(NEVER)).to.equal('stopped');
    expect(log).to.deep.equal(['a 5']);
    expect(await islands.run(NEVER)).to.equal('stopped');
    expect(log).to.deep.equal(['a 5', 'a 10']);
  });

  it('come back when one of them is stopped', async () => {
    const a: VirtualClock = beating('a', 5, 3, () => a.stop());
    expect(await islands.run(NEVER)).to.equal('stopped');
    expect(log).to.deep.equal(['a 5']);
  });

  it('wait at a gate of one', async () => {
    const a = islands.add();
    let open = false;
    const opens = async () => {
      open = true;
    };
    const gate = () => (open ? null : opens());
    a.book(
      a.slot({ name: 'a', rank: RANK.LINE, gate }, () => void log.push('a')),
      3,
    );
    beating('b', 5, 1);
    expect(await islands.run(NEVER)).to.equal('idle');
    expect(log).to.deep.equal(['a', 'b 5']);
  });

  it('are none, and idle', async () => {
    expect(await islands.run(9)).to.equal('idle');
  });
});
