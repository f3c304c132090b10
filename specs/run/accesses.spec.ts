import { expect } from 'chai';
import type { TraceBody } from '../../harness/ground/trace.ts';
import { type AccessDifferences, accessDifferences } from '../../harness/run/access-differences.ts';
import { Accesses } from '../../harness/run/accesses.ts';

const BASE = 0x3f8;
const [THR, IER, IIR, LCR, MCR, LSR] = [0, 1, 2, 3, 4, 5] as const;
const DLAB = 0x80;

type Did = readonly ['in' | 'out', number, number, number?] | 'irq';

/** Each at its own tick from 10 on: `['in', LSR, 0x60, 3]` is three reads. */
function accessesOf(...all: readonly Did[]): Accesses {
  const accesses = new Accesses('A', BASE);
  let t = 8;
  const record = (body: TraceBody) => accesses.sink({ t, m: 'A', ...body });
  for (const did of all) {
    t += 2;
    if (did === 'irq') record({ k: 'irq', irq: 4 });
    else {
      const [op, offset, v, n = 1] = did;
      const port = BASE + offset;
      if (op === 'in') record({ k: 'in', port, v, n, since: t });
      else record({ k: 'out', port, v });
    }
  }
  return accesses;
}

describe('what a machine’s programs did with its chip', () => {
  it('is counted: each read of a run, writes, interrupts, and the causes that were read', () => {
    const { account } = accessesOf(
      ['in', LSR, 0x60, 7],
      ['out', THR, 0x41],
      'irq',
      ['in', IIR, 0xc2],
      ['in', IIR, 0xc1],
    );
    expect(account).to.deep.equal({
      reads: 9,
      writes: 1,
      interrupts: 1,
      causes: { thre: 1 },
      lastByte: null,
    });
  });

  it('has the tick of the last read of RBR, and not of the divisor latch', () => {
    const accesses = accessesOf(['in', THR, 0x41], ['out', LCR, DLAB], ['in', THR, 12], ['out', LCR, 0]);
    expect(accesses.account.lastByte).to.equal(10);
  });

  it('is that of one machine, at its own chip', () => {
    const accesses = accessesOf();
    accesses.sink({ t: 1, m: 'B', k: 'out', port: BASE, v: 1 });
    accesses.sink({ t: 1, m: 'A', k: 'in', port: 0x2f8, v: 0xff, n: 1, since: 1 });
    expect(accesses.account).to.include({ reads: 0, writes: 0 });
  });

  it('has reads of one register in a row as one access', () => {
    const { sequence } = accessesOf(['in', LSR, 0x00, 90], ['in', LSR, 0x60], ['out', THR, 0x41]);
    expect(sequence.map(({ read, written }) => [read.map(({ value }) => value), written])).to.deep.equal([
      [[0x00, 0x60], undefined],
      [[], 0x41],
    ]);
  });
});

describe('what two chips showed to one program', () => {
  const between = (theirs: readonly Did[], ours: readonly Did[]): AccessDifferences =>
    accessDifferences(accessesOf(...theirs).sequence, accessesOf(...ours).sequence);
  const inShort = ({ reads }: AccessDifferences) =>
    reads.map(({ offset, theirs, ours, times }) => [offset, theirs.value, ours.value, times]);

  it('is the same when it reads the same, however often', () => {
    expect(between([['in', LSR, 0x60, 2]], [['in', LSR, 0x60, 50]])).to.deep.equal({
      reads: [],
      parted: null,
    });
  });

  it('differs at the first other value of a run of reads', () => {
    const difference = between(
      [
        ['in', LSR, 0x60],
        ['out', THR, 1],
      ],
      [
        ['in', LSR, 0x00, 80],
        ['in', LSR, 0x60],
        ['out', THR, 1],
      ],
    );
    expect(inShort(difference)).to.deep.equal([[LSR, 0x60, 0x00, 1]]);
    expect(difference.parted).to.equal(null);
    expect(difference.reads[0]).to.deep.include({
      theirs: { value: 0x60, at: 10 },
      ours: { value: 0, at: 10 },
    });
  });

  it('is told once for each difference, with how often it came', () => {
    const [theirs, ours]: readonly (readonly Did[])[] = [0x60, 0x20].map((status) =>
      [1, 2, 3].flatMap((value): Did[] => [
        ['in', LSR, status],
        ['out', THR, value],
      ]),
    ) as never;
    expect(inShort(between(theirs ?? [], ours ?? []))).to.deep.equal([[LSR, 0x60, 0x20, 3]]);
  });

  it('may be written back, and the program still does the same', () => {
    const difference = between(
      [
        ['in', MCR, 8],
        ['out', MCR, 8],
        ['in', IER, 0],
      ],
      [
        ['in', MCR, 0],
        ['out', MCR, 0],
        ['in', IER, 0],
      ],
    );
    expect(inShort(difference)).to.deep.equal([[MCR, 8, 0, 1]]);
    expect(difference.parted).to.equal(null);
  });

  it('is compared no further where the program sends, reads or writes something else, or ends', () => {
    const ways: readonly (readonly [readonly Did[], readonly Did[]])[] = [
      [[['out', THR, 1]], [['out', THR, 2]]],
      [[['in', LSR, 1]], [['in', IIR, 1]]],
      [[['in', THR, 1]], [['out', THR, 1]]],
      [[], [['out', THR, 1]]],
      [[['out', THR, 1]], []],
    ];
    for (const [theirs, ours] of ways) {
      const { reads, parted } = between(theirs, ours);
      expect(reads).to.deep.equal([]);
      expect([parted?.theirs === null, parted?.ours === null]).to.deep.equal([
        theirs.length === 0,
        ours.length === 0,
      ]);
    }
  });
});
