import { expect } from 'chai';
import type { TraceRecord } from '../../harness/ground/trace.ts';
import { parseCommand, runCommand } from '../../harness/lab7/command.ts';
import type { Lab7Result, TransferOptions } from '../../harness/lab7/transfer.ts';
import { ConnectingOutlet } from '../../harness/peer/connecting-outlet.ts';
import { ListeningOutlet } from '../../harness/peer/listening-outlet.ts';
import type { LiveEvent } from '../../harness/peer/live-event.ts';
import type { LiveOutcome } from '../../harness/peer/live-outcome.ts';
import { type LiveOptions, playLive } from '../../harness/peer/live-pc.ts';
import type { Outlet, OutletEvents } from '../../harness/peer/outlet.ts';
import type { Program } from '../../harness/program/operation.ts';
import { Folder } from '../link/sockets.ts';
import { FarEnd } from './far-end.ts';

const [LCR, LSR, DR] = [0x3fb, 0x3fd, 0x01];

/** Longer than anything here takes: for what hangs. */
const GUARD_MS = 5000;

interface Played {
  readonly outcome: LiveOutcome<Lab7Result>;
  readonly printed: string;
  readonly events: readonly LiveEvent[];
  /** When each character left, or was given to the chip. */
  readonly bytesAt: readonly number[];
}

function commandOf(args: string, options: TransferOptions) {
  const command = parseCommand(args);
  if ('code' in command) throw new Error(command.what);
  return { port: command.port, program: runCommand(command, options) };
}

async function play(
  args: string,
  options: Partial<LiveOptions> & Pick<LiveOptions, 'outlet'>,
  transfer: TransferOptions = {},
): Promise<Played> {
  const { port, program } = commandOf(args, transfer);
  let printed = '';
  const events: LiveEvent[] = [];
  const bytesAt: number[] = [];
  const outcome = await playLive(program as Program<Lab7Result>, {
    port,
    profile: 'virtualbox5',
    waitsForPeer: true,
    timeoutMs: GUARD_MS,
    ...options,
    onPrint: (text) => {
      printed += text;
    },
    onByte: (_way, _byte, at) => void bytesAt.push(at),
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  return { outcome, printed, events, bytesAt };
}

const anyPort = () => new ListeningOutlet({ kind: 'tcp', host: '127.0.0.1', port: 0 }, 'closed');

/** The listener's program runs; the connector's begins when the port is open. */
async function pair(
  listens: string,
  connects: string,
  transfer: TransferOptions = {},
): Promise<readonly [Played, Played]> {
  return await new Promise((resolve, reject) => {
    let connector: Promise<Played>;
    const onEvent = (event: LiveEvent): void => {
      if (event.kind !== 'open') return;
      const port = Number(event.where.split(':').at(-1));
      const outlet = new ConnectingOutlet({ kind: 'tcp', host: '127.0.0.1', port });
      connector = play(connects, { outlet }, transfer);
      connector.catch(reject);
    };
    play(listens, { outlet: anyPort(), onEvent }, transfer).then(
      async (listener) => resolve([listener, await connector]),
      reject,
    );
  });
}

describe('two live PCs, each with a peer that it knows nothing of', () => {
  for (const mode of ['poll', 'int', 'fifo', 'com']) {
    for (const [who, listens, connects] of [
      ['to the listener', 'rx', 'tx'],
      ['to the connector', 'tx', 'rx'],
    ] as const) {
      it(`carry a message ${who} by ${mode}, and account for it`, async () => {
        const words = { tx: ' hello world', rx: '' };
        const line = (way: 'tx' | 'rx') => `${mode} 1 ${way} 8 1 even 115200${words[way]}`;
        const played = await pair(line(listens), line(connects));
        const [sender, receiver] = listens === 'tx' ? played : [played[1], played[0]];
        expect(receiver.printed.endsWith('hello world.')).to.equal(true);
        expect(receiver.outcome.ledger).to.include({ came: 12, read: 12, balanced: true });
        expect(sender.outcome.ledger).to.include({ written: 12, carried: 12, balanced: true });
        for (const { outcome } of played) expect(outcome.end).to.have.nested.property('result.ok', true);
      });
    }
  }

  it('take their time: 60 characters at 9600 8N1 need 62 ms at least', async () => {
    const [receiver] = await pair('poll 1 rx 8 1 none 9600', `poll 1 tx 8 1 none 9600 ${'x'.repeat(59)}`);
    const { bytesAt } = receiver;
    expect((bytesAt.at(-1) ?? 0) - (bytesAt[0] ?? 0)).to.be.at.least(59 * (10 / 9600) - 1e-6);
  });

  it('carry all 256 values but the terminator on 8 bits', async () => {
    const words = String.fromCharCode(
      ...Array.from({ length: 256 }, (_, i) => i).filter((i) => i !== 0x2e && i > 0x20),
    );
    const [receiver] = await pair(
      'fifo 1 rx 8 1 none 115200',
      `fifo 1 tx 8 1 none 115200 ${words.replace(/\s/g, '')}`,
    );
    expect(receiver.printed).to.equal(`${words.replace(/\s/g, '')}.`);
  });
});

describe('a live PC', () => {
  it('opens its port when the program has set its line, and not before', async () => {
    const { events } = await play('poll 1 rx 7 2 odd 1200', {
      outlet: anyPort(),
      timeoutMs: 20,
    });
    expect(events[0]).to.include({ kind: 'open' }).and.to.have.property('at').that.is.above(0);
  });

  it('ends at its time when nobody comes', async () => {
    const { outcome } = await play('poll 1 rx 8 1 none 9600', { outlet: anyPort(), timeoutMs: 20 });
    expect(outcome).to.deep.include({ end: { why: 'timeout' }, met: false });
  });

  it('ends when it is interrupted, before it has begun as well', async () => {
    const interrupt = new AbortController();
    const playing = play('poll 1 rx 8 1 none 9600', {
      outlet: anyPort(),
      signal: interrupt.signal,
      onEvent: () => interrupt.abort(),
    });
    expect((await playing).outcome.end.why).to.equal('interrupted');
    const again = await play('poll 1 rx 8 1 none 9600', { outlet: anyPort(), signal: interrupt.signal });
    expect(again.outcome.end.why).to.equal('interrupted');
  });

  it('needs no peer to be configured', async () => {
    const { outcome, printed } = await play('conf 2', { outlet: anyPort() });
    expect(outcome.end.why).to.equal('returned');
    expect(printed).to.match(/^COM2 configuration:/);
  });

  it('loses what it sends before a peer is there where it does not wait for one', async () => {
    const { outcome } = await play('int 1 tx 8 1 none 115200 abc', {
      outlet: anyPort(),
      waitsForPeer: false,
    });
    expect(outcome.ledger).to.include({ written: 4, lostWithoutPeer: 4, balanced: true });
  });

  it('says that it is deserted when the peer has gone, and what he sent has been read', async () => {
    const listener = anyPort();
    const [receiver] = await new Promise<[Played]>((resolve, reject) => {
      listener
        .open({
          met: (stream) => void stream.end('no end'),
          parted: () => {},
          called: () => {},
        })
        .then((where) => {
          const at = { kind: 'tcp', host: '127.0.0.1', port: Number(where.split(':').at(-1)) } as const;
          return play('int 1 rx 8 1 none 115200', { outlet: new ConnectingOutlet(at) });
        })
        .then((played) => resolve([played]), reject);
    });
    await listener.close();
    expect(receiver.outcome.end).to.deep.equal({ why: 'deserted' });
    expect(receiver.printed).to.equal('no end');
  });

  it('fails with what the system says when its port is taken', async () => {
    const holder = anyPort();
    const where = await holder.open({ met: () => {}, parted: () => {}, called: () => {} });
    const at = { kind: 'tcp', host: '127.0.0.1', port: Number(where.split(':').at(-1)) } as const;
    const error = await play('poll 1 rx 8 1 none 9600', { outlet: new ListeningOutlet(at, 'closed') }).catch(
      (why) => why,
    );
    expect(error).to.have.property('code', 'port-busy');
    await holder.close();
  });

  it('passes on what its program throws', async () => {
    function* faulty(): Program<Lab7Result> {
      yield { op: 'sleep', ticks: 1 };
      throw new Error('of the program');
    }
    const error = await playLive(faulty(), {
      outlet: anyPort(),
      port: { base: 0x3f8, irq: 4 },
      profile: 'qemu',
      waitsForPeer: true,
    }).catch((why) => why);
    expect(error).to.have.property('message', 'of the program');
  });

  it('joins over a pipe too', async () => {
    const folder = new Folder();
    const at = { kind: 'pipe', path: folder.file('lab7') } as const;
    let sending: Promise<Played> | undefined;
    const receiver = await play('fifo 2 rx 8 1 none 115200', {
      outlet: new ListeningOutlet(at, 'waits'),
      profile: 'qemu',
      onEvent: ({ kind }) => {
        if (kind === 'open')
          sending = play('fifo 2 tx 8 1 none 115200 over the pipe', { outlet: new ConnectingOutlet(at) });
      },
    });
    await sending;
    folder.remove();
    expect(receiver.printed).to.equal('over the pipe.');
  });

  it('notes in its trace that a peer comes and goes, and that what it held for the old line is dropped', async () => {
    const far = new FarEnd();
    let events: OutletEvents | undefined;
    const outlet: Outlet = {
      transport: 'pipe',
      listens: false,
      expects: true,
      open: async (told) => {
        events = told;
        told.met(far, 'a peer');
        return 'here';
      },
      close: async () => {},
    };
    function* another(): Program<number> {
      // It waits: from here on the peer's bytes come.
      yield { op: 'until', port: LSR, mask: DR, is: DR };
      yield { op: 'out', port: LCR, value: 0x07 };
      events?.parted('closed');
      yield { op: 'sleep', ticks: 1 };
      return 0;
    }
    far.says([1, 2, 3]);
    const records: TraceRecord[] = [];
    await playLive(another(), {
      outlet,
      port: { base: 0x3f8, irq: 4 },
      profile: 'virtualbox',
      waitsForPeer: false,
      timeoutMs: GUARD_MS,
      recorder: { record: (record) => records.push(record) },
    });
    const noted = records.flatMap((record) => (record.k === 'link' ? [record.event] : []));
    expect(noted).to.deep.equal(['connected', 'flushed', 'peer-gone']);
  });
});
