import { expect } from 'chai';
import fc from 'fast-check';
import { liveLedger } from '../../harness/peer/live-ledger.ts';
import type { OutsideEvent } from '../../harness/peer/outside-link.ts';
import {
  CHARACTER,
  DR,
  FCR,
  IER,
  LCR,
  LOOP,
  LSR,
  MCR,
  MSR,
  OE,
  RBR,
  THR,
  THRE,
  TO_STOP_SAMPLE,
  WORD_8N1,
} from '../machine/board.ts';
import { FarEnd, type Outside, outside, turn } from './far-end.ts';

const written = ({ link, port }: Outside) => liveLedger(port.chip, link);

describe('a port whose peer is not ours', () => {
  it('sends a character as its frame begins', async () => {
    const { clock, port, link } = outside();
    const far = new FarEnd();
    link.join(far);
    port.write(THR, 0x41);
    await clock.run(CHARACTER - 1);
    await turn();
    expect(far.got).to.deep.equal([0x41]);
  });

  it('paces what it sends: a full FIFO of 16 takes 16 characters of 160 ticks', async () => {
    const { clock, port, link } = outside();
    const far = new FarEnd();
    link.join(far);
    port.write(FCR, 0x01);
    for (let byte = 0; byte < 16; byte += 1) port.write(THR, byte);
    for (let sent = 1; sent <= 16; sent += 1) {
      await turn();
      expect(far.got).to.have.length(sent);
      await clock.run(sent * CHARACTER - 1);
      await turn();
      expect(far.got).to.have.length(sent);
      await clock.run(sent * CHARACTER);
    }
  });

  it('hands over in one write what left the chip in one go', async () => {
    const { clock, port, link } = outside();
    const far = new FarEnd();
    const writes: number[] = [];
    const write = far._write.bind(far);
    far._write = (bytes, encoding, done) => {
      writes.push(bytes.length);
      write(bytes, encoding, done);
    };
    link.join(far);
    port.write(FCR, 0x01);
    await turn();
    for (let byte = 0; byte < 16; byte += 1) port.write(THR, byte);
    await clock.run(16 * CHARACTER);
    await turn();
    expect(writes.length).to.be.at.most(2);
    expect(far.got).to.have.length(16);
  });

  it('gives the chip what came at the line rate: one after 152 ticks, the next 160 later, and no sooner', async () => {
    const { clock, port, link } = outside();
    const far = new FarEnd();
    link.join(far);
    port.write(FCR, 0x01);
    far.says([1, 2, 3]);
    await turn();
    const held = () => port.chip.inspect().received.length;
    for (const [before, after] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const) {
      const at = TO_STOP_SAMPLE + before * CHARACTER;
      await clock.run(at - 1);
      expect(held()).to.equal(before);
      await clock.run(at);
      expect(held()).to.equal(after);
    }
  });

  it('stops reading when 4096 wait, and goes on when half of them have gone', async () => {
    const { clock, port, link } = outside({ profile: 'virtualbox' });
    const far = new FarEnd();
    link.join(far);
    port.write(FCR, 0x01);
    far.says(new Array(4096).fill(7));
    await turn();
    expect(far.isPaused()).to.equal(true);
    far.says([8]);
    await turn();
    expect(link.waiting).to.equal(4096);
    for (let read = 0; read < 2048; read += 1) {
      await clock.run(clock.now + CHARACTER);
      port.read(RBR);
    }
    await turn();
    await turn();
    expect(link.arrived.came).to.equal(4097);
  });

  for (const [profile, rule, overruns] of [
    ['virtualbox5', 'loses it with OE after 250 ms, and not before', 1],
    ['virtualbox', 'keeps it until there is room', 0],
    ['qemu', 'keeps it until there is room', 0],
  ] as const) {
    it(`under ${profile}, when RBR is full with the next one waiting, ${rule}`, async () => {
      const { clock, port, link } = outside({ profile });
      const far = new FarEnd();
      link.join(far);
      far.says([1, 2]);
      await turn();
      const waits = TO_STOP_SAMPLE + 460_800;
      await clock.run(waits - 1);
      expect(port.read(LSR) & OE).to.equal(0);
      await clock.run(waits + 1);
      expect(port.read(LSR) & OE).to.equal(overruns * OE);
      expect(written({ clock, port, link })).to.include({ overrun: overruns, balanced: true });
    });
  }

  it('holds the chip while the peer does not read, names it after a second, and loses nothing', async () => {
    const events: OutsideEvent['kind'][] = [];
    const all = outside({ onEvent: ({ kind }) => events.push(kind) });
    const { clock, port, link } = all;
    const far = new FarEnd();
    link.join(far);
    far.stopReading();
    let given = 0;
    for (let ticks = 0; ticks < 300 * CHARACTER; ticks += CHARACTER) {
      if ((port.read(LSR) & THRE) !== 0) {
        port.write(THR, given & 0xff);
        given += 1;
      }
      await clock.run(clock.now + CHARACTER);
      await turn();
    }
    expect(given).to.be.within(256, 259);
    expect(events).to.deep.equal([]);
    await clock.run(clock.now + 1_843_200);
    expect(events).to.deep.equal(['stalled']);
    far.readOn();
    await turn();
    await turn();
    expect(events).to.deep.equal(['stalled', 'resumed']);
    await clock.run(clock.now + 10 * CHARACTER);
    await turn();
    await turn();
    expect(far.got).to.have.length(given);
    expect(written(all)).to.include({ written: given, carried: given, balanced: true });
  });

  it('keeps the first character for the first peer where it waits for him', async () => {
    const { clock, port, link } = outside({ waitsForPeer: true });
    port.write(THR, 0x41);
    await clock.run(10 * CHARACTER);
    const far = new FarEnd();
    link.join(far);
    await clock.run(11 * CHARACTER);
    await turn();
    expect(far.got).to.deep.equal([0x41]);
    expect(link.departed.lostWithoutPeer).to.equal(0);
  });

  it('loses what is sent while nobody is there, as a TCP port does', async () => {
    const all = outside();
    all.port.write(THR, 0x41);
    await all.clock.run(CHARACTER);
    expect(written(all)).to.include({ lostWithoutPeer: 1, carried: 0, balanced: true });
  });

  it('holds it on a pipe, also after the peer has left', async () => {
    const all = outside({ withoutPeer: 'held' });
    const { clock, port, link } = all;
    const first = new FarEnd();
    link.join(first);
    link.part(true);
    port.write(THR, 0x42);
    await clock.run(10 * CHARACTER);
    expect(link.departed.lostWithoutPeer).to.equal(0);
    const second = new FarEnd();
    link.join(second);
    await clock.run(11 * CHARACTER);
    await turn();
    expect([first.got, second.got]).to.deep.equal([[], [0x42]]);
  });

  it('loses what the system had not taken when the connection broke', async () => {
    const all = outside();
    const { clock, port, link } = all;
    const far = new FarEnd();
    far.on('error', () => {});
    link.join(far);
    far.stopReading();
    port.write(FCR, 0x01);
    for (let byte = 0; byte < 4; byte += 1) port.write(THR, byte);
    await clock.run(2 * CHARACTER);
    await turn();
    await clock.run(4 * CHARACTER);
    await turn();
    far.destroy(new Error('reset'));
    await turn();
    link.part(false);
    expect(written(all)).to.include({ written: 4, lostAtClose: 4, carried: 0, balanced: true });
  });

  it('forgets a peer that did not read when he leaves, and names nothing of him to the next', async () => {
    const events: OutsideEvent['kind'][] = [];
    const { clock, port, link } = outside({ onEvent: ({ kind }) => events.push(kind) });
    const far = new FarEnd();
    far.on('error', () => {});
    link.join(far);
    far.stopReading();
    for (let sent = 0; sent < 300; sent += 1) {
      if ((port.read(LSR) & THRE) !== 0) port.write(THR, sent & 0xff);
      await clock.run(clock.now + CHARACTER);
      await turn();
    }
    far.destroy();
    link.part(true);
    await turn();
    await clock.run(clock.now + 2 * 1_843_200);
    const next = new FarEnd();
    link.join(next);
    port.write(THR, 0x41);
    await clock.run(clock.now + 5 * CHARACTER);
    await turn();
    expect(events).to.deep.equal([]);
  });

  for (const [profile, dropped] of [
    ['virtualbox', 2],
    ['virtualbox5', 0],
    ['qemu', 0],
  ] as const) {
    it(`under ${profile} a new line drops ${dropped} of 3 that have come`, async () => {
      const all = outside({ profile });
      const { clock, port, link } = all;
      const far = new FarEnd();
      link.join(far);
      far.says([1, 2, 3]);
      await turn();
      await clock.run(TO_STOP_SAMPLE);
      port.write(LCR, WORD_8N1 | 0x04);
      expect(written(all)).to.include({ flushed: dropped, unread: 1, balanced: true });
    });
  }

  it('shows DCD, DSR and CTS on, peer or not', () => {
    const { port } = outside();
    expect(port.read(MSR) & 0xf0).to.equal(0xb0);
  });

  it('accounts for each byte, whatever is done', async () => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), value: fc.nat(255) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('says' as const), count: fc.nat(40) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('passes' as const), ticks: fc.nat(4000) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('fcr' as const), value: fc.nat(255) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('lcr' as const), value: fc.nat(0x3f) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('mcr' as const), loop: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('joins' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('parts' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('stops' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reads-on' as const) }) },
    );
    const profile = fc.constantFrom('virtualbox5' as const, 'virtualbox' as const, 'qemu' as const);
    await fc.assert(
      fc.asyncProperty(profile, fc.array(act, { maxLength: 40 }), async (rules, acts) => {
        const all = outside({ profile: rules });
        const { clock, port, link } = all;
        let far: FarEnd | null = null;
        for (const one of acts) {
          if (one.kind === 'write') port.write(THR, one.value);
          else if (one.kind === 'read') port.read(RBR);
          else if (one.kind === 'says') far?.says(new Array(one.count).fill(0x55));
          else if (one.kind === 'passes') await clock.run(clock.now + one.ticks);
          else if (one.kind === 'fcr') port.write(FCR, one.value);
          else if (one.kind === 'lcr') port.write(LCR, one.value);
          else if (one.kind === 'mcr') port.write(MCR, one.loop ? LOOP : 0);
          else if (one.kind === 'stops') far?.stopReading();
          else if (one.kind === 'reads-on') far?.readOn();
          else if (one.kind === 'parts') {
            far?.destroy();
            link.part(true);
            far = null;
          } else if (far === null) {
            far = new FarEnd();
            link.join(far);
          }
          if (one.kind === 'says' || one.kind === 'joins') await turn();
          expect(written(all).balanced, JSON.stringify(written(all))).to.equal(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves interrupts to the chip', async () => {
    const { clock, port, link } = outside();
    const far = new FarEnd();
    link.join(far);
    port.write(IER, 0x01);
    far.says([1]);
    await turn();
    await clock.run(TO_STOP_SAMPLE - 1);
    expect(port.chip.intr).to.equal(false);
    await clock.run(TO_STOP_SAMPLE);
    expect(port.chip.intr).to.equal(true);
    expect(port.read(LSR) & DR).to.equal(DR);
  });
});
