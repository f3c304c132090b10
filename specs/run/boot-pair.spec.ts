import { expect } from 'chai';
import type { End, Role } from '../../harness/config/model.ts';
import type { BootPair } from '../../harness/run/boot-link.ts';
import { bootPair } from '../../harness/run/boot-pair.ts';
import { type BootOptions, type BootPlan, bootPlan } from '../../harness/run/boot-plan.ts';
import type { Booted, Exchange, Obstacle } from '../../harness/run/boot-report.ts';
import { listenOn, openHandles, portOf, SocketWatch, turnsUntil } from '../link/sockets.ts';
import { configured, labLine, later, pairOver, pipe, said, tcp } from './configured.ts';

async function booted(pair: BootPair, options: BootOptions = {}): Promise<Booted> {
  const report = await bootPair(pair, options);
  if (report.kind === 'booted') return report;
  throw new Error(`not booted: ${report.obstacle.why}`);
}

function planned(pair: BootPair, options: BootOptions = {}): BootPlan {
  const plan = bootPlan(pair, options);
  if ('why' in plan) throw new Error(`not planned: ${plan.why}`);
  return plan;
}

async function obstacleOf(pair: BootPair, options: BootOptions = {}): Promise<Obstacle> {
  const report = await bootPair(pair, options);
  if (report.kind === 'not-booted') return report.obstacle;
  throw new Error('it has booted');
}

/** `256/256`, from A and from B. */
const counts = ({ directions }: Exchange): readonly string[] =>
  directions.map(({ received, sent }) => `${received}/${sent}`);

const ALL = ['256/256', '256/256'];

/** A port that was free a moment ago. */
async function freePort(): Promise<string> {
  const server = await listenOn({ port: 0, host: '127.0.0.1' });
  const port = portOf(server);
  await new Promise((closed) => server.close(closed));
  return String(port);
}

describe('booting a configured pair', () => {
  let port: string;
  let overTcp: (role: Role) => End;
  const overPipe = (role: Role): End => pipe(role, '\\\\.\\pipe\\lab7');

  before(async () => {
    port = await freePort();
    overTcp = (role) => (role === 'listens' ? tcp(role, port) : tcp(role, port, '10.0.0.2'));
  });

  describe('over TCP', () => {
    let report: Booted;
    let watch: SocketWatch;
    before(async () => {
      watch = new SocketWatch();
      report = await booted(pairOver(overTcp));
      watch.end();
    });

    it('brings 256 bytes each way in both orders, the connector refused where it is first', () => {
      expect(report.orders.map(({ first, refused }) => [first, refused])).to.deep.equal([
        ['A', false],
        ['B', true],
      ]);
      for (const { exchange } of report.orders) expect(counts(exchange)).to.deep.equal(ALL);
    });

    it('brings them by interrupts, with and without FIFOs', () => {
      expect(report.modes.map(({ mode }) => mode)).to.deep.equal(['int', 'fifo']);
      for (const each of report.modes) expect(counts(each)).to.deep.equal(ALL);
      expect(report.works).to.equal(true);
    });

    it('brings each value once, and in its order', () => {
      const [first] = report.orders;
      for (const { first: came } of first?.exchange.directions ?? [])
        expect(came).to.deep.equal(Array.from({ length: 256 }, (_, value) => value));
    });

    it('is over a real socket each time', () => {
      expect(watch.accepted).to.have.length(4);
      expect(watch.called.length).to.be.at.least(5);
    });

    it('says that the host is this computer', () => {
      expect(report.mapped).to.deep.equal([{ what: 'host', from: '10.0.0.2', to: '127.0.0.1' }]);
    });

    it('is data that survives JSON', () => {
      expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
    });

    it('plays no wire where no lines are given', () => {
      expect(report.wire).to.equal(undefined);
    });
  });

  it('maps no host that is this computer already', () => {
    const { mapped } = planned(
      pairOver((role) => tcp(role, port, role === 'connects' ? 'localhost' : '127.0.0.1')),
    );
    expect(mapped).to.deep.equal([]);
  });

  it('has B listen where its file says so', () => {
    const { link } = planned({
      A: configured(tcp('connects', port, '127.0.0.1')),
      B: configured(tcp('listens', port)),
    });
    expect(link).to.deep.include({ transport: 'tcp', listen: 'B', port: Number(port) });
  });

  it('takes a free port where another program has the one in the file, and says so', async () => {
    const server = await listenOn({ port: 0, host: '127.0.0.1' });
    try {
      const busy = portOf(server);
      const { mapped, works } = await booted(
        pairOver((role) => tcp(role, String(busy), ...(role === 'connects' ? ['127.0.0.1'] : []))),
      );
      expect(mapped).to.deep.equal([{ what: 'port', from: busy, why: 'busy' }]);
      expect(works).to.equal(true);
    } finally {
      server.close();
    }
  });

  it('has a pipe of its own for the one in the file, and says so', async () => {
    const { mapped, transport, works, orders } = await booted(pairOver(overPipe));
    expect(mapped).to.deep.equal([{ what: 'pipe', from: '\\\\.\\pipe\\lab7' }]);
    expect([transport, orders[1]?.refused, works]).to.deep.equal(['pipe', true, true]);
  });

  it('leaves no socket open', async () => {
    const handles = openHandles();
    await booted(pairOver(overTcp));
    await turnsUntil(() => `${openHandles()}` === `${handles}`, 'that all sockets are closed');
  });

  describe('of a product', () => {
    it('has the rules of each, and says which are assumed', () => {
      const { machines, link } = planned(
        pairOver(overPipe, { machine: { product: 'vmware' } }, { machine: { product: 'qemu' } }),
      );
      expect([machines.A.profile, machines.A.assumed]).to.deep.equal(['virtualbox', 'product']);
      expect([machines.B.profile, machines.B.assumed]).to.deep.equal(['qemu', undefined]);
      expect(link.profiles).to.deep.equal({ A: 'virtualbox', B: 'qemu' });
    });

    it('has the rules that are asked for instead', () => {
      const { machines } = planned(pairOver(overPipe), { profile: 'qemu' });
      expect([machines.A.profile, machines.B.profile]).to.deep.equal(['qemu', 'qemu']);
    });

    it('lets a QEMU that reconnects start first, and has it find the listener', async () => {
      const { orders, works } = await booted({
        A: configured(tcp('listens', port)),
        B: configured(tcp('connects', port, '127.0.0.1', { reconnects: said(true) }), {
          machine: { product: 'qemu' },
        }),
      });
      expect(orders.map(({ first, refused }) => [first, refused])).to.deep.equal([
        ['A', false],
        ['B', false],
      ]);
      expect(works).to.equal(true);
    });

    it('notes a QEMU that waits for its peer, and plans to boot it all the same', () => {
      const { machines } = planned({
        A: configured(tcp('listens', port, undefined, { waits: said(true) }), {
          machine: { product: 'qemu' },
        }),
        B: configured(tcp('connects', port, '127.0.0.1')),
      });
      expect([machines.A.waits, machines.B.waits]).to.deep.equal([true, false]);
    });
  });

  describe('with COM1 on IRQ 3', () => {
    let report: Booted;
    before(async () => {
      report = await booted(pairOver(overPipe, {}, { port: { irq: said(3) } }));
    });

    it('works by polling', () => {
      for (const { exchange } of report.orders) expect(counts(exchange)).to.deep.equal(ALL);
    });

    it('brings nothing by interrupts, and sends no more than the chip takes at once', () => {
      expect(report.modes.map(counts)).to.deep.equal([
        ['0/256', '2/256'],
        ['0/256', '16/256'],
      ]);
      expect(report.works).to.equal(false);
    });

    it('says which IRQ the program waits for, and which one it is', () => {
      const { A, B } = report.machines;
      expect([A.irq, A.wiredTo, B.irq, B.wiredTo]).to.deep.equal([4, 4, 4, 3]);
    });
  });

  it('works by interrupts with COM2 on IRQ 3', async () => {
    const { machines, works } = await booted(
      pairOver(overPipe, {}, { port: { number: 2, base: said(0x2f8), irq: said(3) } }),
    );
    expect([machines.B.com, machines.B.irq, works]).to.deep.equal([2, 3, true]);
  });

  it('wires an IRQ that no PC has to where no program hears of it', () => {
    const { machines, setups } = planned(pairOver(overPipe, {}, { port: { irq: said(260) } }));
    expect([machines.B.wiredTo, setups.B.wiredTo]).to.deep.equal([260, 2]);
  });

  it('works with a 16450, FIFO mode too: a character at a time', async () => {
    const { works } = await booted(pairOver(overPipe, { port: { uart: said('16450') } }));
    expect(works).to.equal(true);
  });

  describe('with the lines of the lab', () => {
    it('works on a wire as well where they are the same', async () => {
      const lines = { a: labLine(9600, 'even'), b: labLine(9600, 'even') };
      const { works, wire } = await booted(pairOver(overPipe), { lines });
      expect([works, wire?.passed, wire?.transport]).to.deep.equal([true, true, 'cable']);
    });

    it('works under VirtualBox and fails on a wire where parity differs, with PE and FE', async () => {
      const lines = { a: labLine(9600, 'even'), b: labLine(9600, 'none') };
      const { works, wire } = await booted(pairOver(overPipe), { lines });
      expect([works, wire?.passed]).to.deep.equal([true, false]);
      const [toB, toA] = wire?.directions ?? [];
      expect(toB?.difference).to.not.equal(null);
      expect(toB?.flags.FE).to.be.above(0);
      expect(toA?.flags.PE).to.equal(128);
    });

    it('fails on a wire where each byte comes whole and with a flag: the lab stops at that', async () => {
      const lines = { a: labLine(9600, 'even'), b: labLine(9600, 'odd') };
      const { wire } = await booted(pairOver(overPipe), { lines });
      expect([wire && counts(wire), wire?.passed]).to.deep.equal([ALL, false]);
    });

    it('sends what the shorter word holds: 128 values twice', async () => {
      const lines = { a: labLine(9600, 'none', 8), b: labLine(9600, 'none', 7) };
      const { bits, orders } = await booted(pairOver(overPipe), { lines });
      const [direction] = orders[0]?.exchange.directions ?? [];
      expect([bits, direction?.received]).to.deep.equal([7, 256]);
      expect(direction?.first.slice(126, 130)).to.deep.equal([126, 127, 0, 1]);
    });

    it('plays the wire where it is asked for, and no line is given', async () => {
      const { wire, machines } = await booted(pairOver(overPipe), { profile: 'wire' });
      expect([wire?.passed, machines.A.profile]).to.deep.equal([true, 'virtualbox5']);
    });

    it('sets both machines alike where only one line is known', () => {
      const { line: _, ...conf } = labLine(9600);
      const { machines, onWire } = planned(pairOver(overPipe), {
        lines: { a: labLine(300, 'odd'), b: conf },
      });
      expect(machines.B.line).to.deep.equal(machines.A.line);
      expect([machines.A.line.rate, onWire]).to.deep.equal([300, false]);
    });

    it('opens the COM port that the line names', async () => {
      const lines = { a: labLine(9600, 'none', 8, 2) };
      expect(await obstacleOf(pairOver(overPipe), { lines })).to.deep.equal({
        why: 'no-port',
        side: 'A',
        com: 2,
        base: 0x3f8,
      });
    });
  });

  describe('has nothing to boot', () => {
    const listener = () => configured(tcp('listens', '4000'));
    const connector = (text = '4000') => configured(tcp('connects', text, '10.0.0.2'));

    for (const [what, pair, obstacle] of [
      [
        'where a port is off',
        () => ({ A: configured(tcp('listens', '4000'), { port: { enabled: said(false) } }), B: connector() }),
        { why: 'off', side: 'A' },
      ],
      [
        'where a port leads to a file',
        () => ({ A: listener(), B: configured({ kind: 'file', what: said('log.txt') }) }),
        { why: 'no-socket', side: 'B' },
      ],
      [
        'where a script makes the address',
        () => ({ A: listener(), B: configured(tcp('connects', '', 'h', { port: later('', '$PORT') })) }),
        { why: 'later', side: 'B', text: '$PORT' },
      ],
      ['where both listen', () => ({ A: listener(), B: listener() }), { why: 'both-listen' }],
      ['where both connect', () => ({ A: connector(), B: connector() }), { why: 'both-connect' }],
      [
        'where one is a pipe',
        () => ({ A: listener(), B: configured(pipe('connects', '/tmp/lab7')) }),
        { why: 'transports-differ' },
      ],
      [
        'where the ports differ',
        () => ({ A: listener(), B: connector('4001') }),
        { why: 'ports-differ', listens: '4000', dials: '4001' },
      ],
      [
        'where the pipes differ',
        () => pairOver((role) => pipe(role, role === 'listens' ? '/tmp/a' : '/tmp/b')),
        { why: 'paths-differ', listens: '/tmp/a', dials: '/tmp/b' },
      ],
      [
        'where a port is no number',
        () => ({ A: configured(tcp('listens', 'com1')), B: connector() }),
        { why: 'port-invalid', side: 'A', text: 'com1' },
      ],
      [
        'where a port is none: 65536',
        () => ({ A: listener(), B: connector('65536') }),
        { why: 'port-invalid', side: 'B', text: '65536' },
      ],
      [
        'where one speaks telnet',
        () => ({
          A: configured(tcp('listens', '4000', undefined, { framing: said('telnet') })),
          B: connector(),
        }),
        { why: 'framings-differ', a: 'telnet', b: 'raw' },
      ],
      [
        'where a port is at no place of a PC’s',
        () => ({ A: configured(tcp('listens', '4000'), { port: { base: said(0x278) } }), B: connector() }),
        { why: 'no-port', side: 'A', com: 1, base: 0x278 },
      ],
    ] as const) {
      it(what, async () => {
        expect(await obstacleOf(pair())).to.deep.equal(obstacle);
      });
    }

    it('does not tell capitals in the names of Windows’ pipes', () => {
      const { link } = planned(
        pairOver((role) => pipe(role, role === 'listens' ? '\\\\.\\pipe\\Lab7' : '\\\\.\\PIPE\\lab7')),
      );
      expect(link.transport).to.equal('pipe');
    });
  });
});
