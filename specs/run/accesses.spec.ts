import { expect } from 'chai';
import type { TraceBody } from '../../harness/ground/trace.ts';
import { type AccessDifferences, accessDifferences } from '../../harness/run/access-differences.ts';
import { Accesses } from '../../harness/run/accesses.ts';

const BASE = 0x3f8;
const [THR, IER, IIR, LCR, MCR, LSR] = [0, 1, 2, 3, 4, 5] as const;
const DLAB = 0x80;

type Did = readonly ['in' | 'out', number, number, number?] | 'irq';

/** Each at its own tick from 10 on: `['in', LSR, 0x60, 3]` is three reads. */
const accessesOf = (...all: readonly Did[]): Accesses => watched(new Accesses('A', BASE), all);

/** The same, with room for so many. */
const keeping = (most: number, ...all: readonly Did[]): Accesses =>
  watched(new Accesses('A', BASE, most), all);

function watched(accesses: Accesses, all: readonly Did[]): Accesses {
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

  it('has a value that is read again, with other things in between, once', () => {
    const { sequence } = accessesOf(['in', LSR, 0x60], 'irq', ['in', LSR, 0x60], ['in', LSR, 0x61]);
    expect(sequence.map(({ read }) => read)).to.deep.equal([
      [
        { value: 0x60, at: 10 },
        { value: 0x61, at: 16 },
      ],
    ]);
  });

  it('is counted to the end, and kept one by one only as far as there is room', () => {
    const did = Array.from({ length: 1000 }, (_, i): Did => [i % 2 === 0 ? 'out' : 'in', LSR, i & 0xff]);
    const accesses = keeping(7, ...did);
    expect(accesses.account).to.include({ reads: 500, writes: 500 });
    expect([accesses.sequence.length, accesses.isCut]).to.deep.equal([7, true]);
    expect(keeping(7, ...did.slice(0, 7)).isCut).to.equal(false);
  });

  it('keeps no half of a row of reads', () => {
    const reads = Array.from({ length: 10 }, (_, i): Did => ['in', THR, i]);
    const accesses = keeping(5, ['out', IER, 1], ...reads, ['out', IER, 0], ...reads);
    expect(accesses.sequence.map(({ written }) => written)).to.deep.equal([1]);
    expect(accesses.isCut).to.equal(true);
    // What stood before it is whole, whatever comes.
    const other = keeping(3, ['in', LSR, 0x60], ...reads, ['in', LSR, 0x61]);
    expect(other.sequence.map(({ read }) => read)).to.deep.equal([[{ value: 0x60, at: 10 }]]);
  });
});

describe('what two chips showed to one program', () => {
  const between = (theirs: readonly Did[], ours: readonly Did[]): AccessDifferences =>
    accessDifferences(accessesOf(...theirs), accessesOf(...ours));
  const inShort = ({ reads }: AccessDifferences) =>
    reads.map(({ offset, theirs, ours, times }) => [offset, theirs.value, ours.value, times]);

  it('is the same when it reads the same, however often', () => {
    expect(between([['in', LSR, 0x60, 2]], [['in', LSR, 0x60, 50]])).to.deep.equal({
      reads: [],
      untold: 0,
      parted: null,
      comparedUntil: null,
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

  it('is compared as far as both are kept, and told how far', () => {
    const did: readonly Did[] = [
      ['in', LSR, 0x60],
      ['out', THR, 1],
      ['in', IIR, 0xc1],
    ];
    const [whole, two, one] = [3, 2, 1].map((most) => keeping(most, ...did)) as [
      Accesses,
      Accesses,
      Accesses,
    ];
    const untils = [
      [whole, two],
      [two, whole],
      [two, two],
      [one, two],
      [whole, whole],
    ].map(([theirs, ours]) => accessDifferences(theirs as Accesses, ours as Accesses));
    expect(untils.map(({ comparedUntil }) => comparedUntil)).to.deep.equal([12, 12, 12, 10, null]);
    expect(untils.map(({ parted }) => parted)).to.deep.equal([null, null, null, null, null]);
    // The other one has ended before, and that is known.
    const ended = accessDifferences(two, accessesOf(['in', LSR, 0x60]));
    expect([ended.parted?.ours, ended.comparedUntil]).to.deep.equal([null, null]);
  });

  it('has eight kinds of differences that are told, and the rest in number', () => {
    const [theirs, ours]: readonly (readonly Did[])[] = [0x00, 0x80].map((bit) =>
      Array.from({ length: 11 }, (_, i): readonly Did[] => [
        ['in', LSR, bit | i],
        ['out', THR, 0],
      ]).flat(),
    ) as never;
    const { reads, untold } = between(theirs ?? [], ours ?? []);
    expect([reads.length, untold]).to.deep.equal([8, 3]);
  });
});
