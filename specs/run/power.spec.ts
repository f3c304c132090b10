import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { over, play, reasonToSkip } from '../../harness/run/play.ts';
import { Folder, listenOn, openHandles, portOf, turnsUntil } from '../link/sockets.ts';
import {
  ANYTHING,
  failureOf,
  LINKS,
  played,
  type Script,
  SECOND,
  SEED,
  scenario,
  traced,
  tracedOver,
  wordsOf,
} from './stage.ts';

const boot = (machine: string): string => `boot: { machine: ${machine} }`;
const refused = (machine: string): string => `boot: { machine: ${machine}, fails: refused }`;
const stop = (machine: string): string => `stop: { machine: ${machine} }`;
const hello = (from: string): string => `send: { from: ${from}, text: hello }`;

/** What a play rejects with. */
async function rejection(script: Script): Promise<HarnessError> {
  try {
    const { outcome } = await played(script);
    throw new Error(`it is ${outcome}`);
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
}

describe('the order of boots', () => {
  for (const transport of ['tcp', 'pipe'] as const) {
    const [link, other] = [`{ transport: ${transport} }`, `{ transport: ${transport}, listen: B }`];

    it(`over ${transport} is: B refused, A listens, B connects, 5 bytes each way`, async () => {
      const { result, records } = await traced(
        scenario({
          link,
          steps: [refused('B'), boot('A'), boot('B'), hello('A'), hello('B')],
        }),
      );
      expect(wordsOf(result)).to.deep.equal([]);
      expect(result.directions.map(({ received }) => received)).to.deep.equal([5, 5]);
      expect(result.linkEvents.slice(0, 3).map(({ side, event }) => `${side} ${event}`)).to.deep.equal([
        'A listening',
        'A connected',
        'B connected',
      ]);
      const power = records.filter(({ k }) => k === 'power').map(({ m }) => m);
      expect(power).to.deep.equal(['A', 'B']);
    });

    it(`over ${transport} with B listening has A refused`, async () => {
      const result = await played({
        link: other,
        steps: [refused('A'), boot('B'), boot('A'), hello('A')],
      });
      expect(wordsOf(result)).to.deep.equal([]);
    });

    it(`over ${transport} is not asked of a scenario without boots: both are on at tick 0 or 8`, async () => {
      for (const each of [link, other]) {
        const result = await played({ link: each, steps: [hello('A'), hello('B')] });
        expect(wordsOf(result)).to.deep.equal([]);
      }
    });

    it(`over ${transport} fails where the listener is to be refused, and at step 1`, async () => {
      const { cause, line, step } = failureOf(await played({ link, steps: [refused('A')] }));
      expect(cause).to.deep.equal({ kind: 'boot', machine: 'A' });
      expect([line, step]).to.deep.equal([8, '1']);
    });

    it(`over ${transport} fails where B is to be refused, and A listens`, async () => {
      const { cause, step } = failureOf(await played({ link, steps: [boot('A'), refused('B')] }));
      expect(cause).to.deep.equal({ kind: 'boot', machine: 'B' });
      expect(step).to.equal('2');
    });

    it(`over ${transport} rejects with link-refused where B is not to be refused`, async () => {
      const { code, message, fix } = await rejection({ link, steps: [boot('B'), boot('A')] });
      expect(code).to.equal('link-refused');
      expect(message).to.include('machine B');
      expect(fix).to.include('machine A');
    });

    it(`over ${transport} has B refused again once A, which listened, is off`, async () => {
      const result = await played({
        link,
        steps: [boot('A'), boot('B'), stop('B'), stop('A'), refused('B'), boot('A'), boot('B'), hello('A')],
      });
      expect(wordsOf(result)).to.deep.equal([]);
    });

    it(`over ${transport} leaves 0 sockets open, refused or failed`, async () => {
      const before = openHandles();
      await rejection({ link, steps: [boot('B')] });
      await played({ link, steps: [refused('A')] });
      await played({ link, steps: [hello('A'), 'expect: { on: B, text: x }'] });
      await turnsUntil(() => `${openHandles()}` === `${before}`, 'that all sockets are closed');
    });
  }

  it('over a cable is skipped where a refusal is asked for, with a reason, and fails nothing', async () => {
    const { outcome, reason, failures, ledger } = await played({ steps: [refused('B')] });
    expect([outcome, failures, ledger]).to.deep.equal(['skipped', [], null]);
    expect(reason).to.include('refuse');
  });

  it('over a cable is free: B, then A, and 5 bytes', async () => {
    const result = await played({ steps: [boot('B'), boot('A'), hello('A')] });
    expect(wordsOf(result)).to.deep.equal([]);
  });
});

describe('the wire', () => {
  for (const transport of ['tcp', 'pipe'] as const) {
    it(`is skipped over ${transport}, with a reason`, async () => {
      const forced = over(scenario({ link: '{ profile: wire }', steps: [hello('A')] }), transport);
      expect(reasonToSkip(forced)).to.include(transport);
      const { outcome, reason } = await play(forced, { seed: SEED });
      expect(outcome).to.equal('skipped');
      expect(reason).to.include('wire');
    });

    it(`is left for virtualbox5 over ${transport} where the scenario does not ask for it`, async () => {
      const forced = over(scenario({ steps: [hello('A')] }), transport);
      const { outcome, profile } = await play(forced, { seed: SEED });
      expect([outcome, profile]).to.deep.equal(['passed', 'virtualbox5']);
    });
  }

  it('is what a cable has without a profile', async () => {
    expect((await played({ steps: [hello('A')] })).profile).to.equal('wire');
  });
});

describe('over another transport', () => {
  it("leaves out what belongs to the scenario's own: the port of TCP, and keeps who listens", () => {
    const tcp = scenario({ link: '{ transport: tcp, port: 4000, listen: B }', steps: [hello('A')] });
    expect(over(tcp, 'pipe').link).to.deep.equal({ transport: 'pipe', listen: 'B' });
    expect(over(tcp, 'tcp')).to.equal(tcp);
  });
});

describe('power', () => {
  for (const transport of LINKS) {
    it(`of A gone after 50 characters of 200 and back again over ${transport}: the ledger balances`, async () => {
      const { result } = await tracedOver(transport, {
        link: '{ listen: B, transport: tcp }',
        assert: ANYTHING,
        steps: [
          'send: { from: A, random: 200 }',
          'send: { from: B, random: 200 }',
          'wait: { for: 8000ticks }',
          stop('A'),
          'wait: { for: 8000ticks }',
          boot('A'),
        ],
      });
      expect(wordsOf(result)).to.deep.equal([]);
      const { written, fates } = result.ledger ?? expect.fail();
      // On a pipe the listener holds back what it has for nobody.
      expect(fates.lostWithoutPeer).to.be.within(
        transport === 'pipe' ? 0 : 48,
        transport === 'pipe' ? 1 : 52,
      );
      expect(written - fates.read).to.equal(
        fates.lostWithoutPeer + fates.lostAtClose + fates.discarded + fates.overrun + fates.notSeen,
      );
    });

    it(`of B gone has the 5 bytes to it counted over ${transport}: lost without a peer`, async () => {
      const { result } = await tracedOver(transport, {
        link: '{ listen: B, transport: tcp }',
        assert: ANYTHING,
        steps: [stop('B'), hello('A')],
      });
      expect(result.ledger?.fates).to.deep.include({ lostWithoutPeer: 5, read: 0 });
      expect(result.ledger?.balanced).to.equal(true);
    });

    it(`of B gone has delivery over ${transport} fail after 2 s: 0 of 5`, async () => {
      const { result } = await tracedOver(transport, {
        link: '{ listen: B, transport: tcp }',
        steps: [stop('B'), hello('A')],
      });
      const { cause, at } = failureOf(result);
      expect(cause).to.deep.include({ kind: 'delivery', sent: 5, received: 0 });
      expect(at).to.be.within(2 * SECOND, 2 * SECOND + 2000);
    });
  }

  it('of a listener whose peer is gone holds 4 of 5 bytes back on a pipe, and sends them to the next one', async () => {
    const link = '{ transport: pipe }';
    const held = await played({ link, assert: ANYTHING, steps: [stop('B'), hello('A')] });
    expect(held.ledger?.fates).to.deep.include({ lostWithoutPeer: 0, read: 0 });
    expect(held.ledger?.balanced).to.equal(true);
    const later = await played({ link, steps: [stop('B'), hello('A'), boot('B')] });
    expect(wordsOf(later)).to.deep.equal([]);
    expect(later.directions[0]?.received).to.equal(5);
  });

  it('switched on twice and off twice is as once', async () => {
    const { result, records } = await traced(
      scenario({
        steps: [boot('A'), boot('B'), boot('B'), hello('A'), 'wait: { for: 20chars }', stop('A'), stop('A')],
      }),
    );
    expect(wordsOf(result)).to.deep.equal([]);
    expect(
      records.flatMap((record) => (record.k === 'power' ? [`${record.m} ${record.on}`] : [])),
    ).to.deep.equal(['A true', 'B true', 'A false']);
  });

  it("comes back with the boot's settings: LCR 03, whatever it was before", async () => {
    const result = await played({
      steps: [
        'out: { on: A, port: 0x3FB, value: 0x1B }',
        stop('A'),
        boot('A'),
        'in: { on: A, port: 0x3FB, is: 3 }',
      ],
    });
    expect(wordsOf(result)).to.deep.equal([]);
  });

  it('of both machines gone, with 100 bytes under way each way, leaves a ledger that balances', async () => {
    for (const chars of ['0bits', '5bits', '95bits', '1chars', '16chars', '40chars']) {
      const { result } = await traced(
        scenario({
          assert: ANYTHING,
          steps: [
            'send: { from: A, mode: fifo, random: 100 }',
            'send: { from: B, mode: fifo, random: 100 }',
            `wait: { for: ${chars} }`,
            stop('B'),
            stop('A'),
          ],
        }),
      );
      expect(wordsOf(result), chars).to.deep.equal([]);
    }
  });
});

describe('the world', () => {
  it("is at fault with port-busy where a server listens on the scenario's port", async () => {
    const server = await listenOn({ port: 0, host: '127.0.0.1' });
    try {
      const { code, message } = await rejection({
        link: `{ transport: tcp, port: ${portOf(server)} }`,
        steps: [hello('A')],
      });
      expect(code).to.equal('port-busy');
      expect(message).to.include(String(portOf(server)));
    } finally {
      server.close();
    }
  });

  it('lends its port: the 2nd of 2 plays has it again, and a failing one its story', async () => {
    const server = await listenOn({ port: 0, host: '127.0.0.1' });
    const port = portOf(server);
    await new Promise((closed) => server.close(closed));
    const script = (text: string): Script => ({
      link: `{ transport: tcp, port: ${port} }`,
      steps: [hello('A'), `expect: { on: B, text: ${text} }`],
    });
    expect((await played(script('hello'))).outcome).to.equal('passed');
    expect(failureOf(await played(script('other'))).story).to.not.have.length(0);
  });

  const folder = new Folder();
  after(() => folder.remove());

  it('is at fault with port-busy where somebody has the pipe', async () => {
    const path = folder.file('busy');
    const server = await listenOn({ path });
    try {
      const { code } = await rejection({ link: `{ transport: pipe, path: ${path} }`, steps: [hello('A')] });
      expect(code).to.equal('port-busy');
    } finally {
      server.close();
    }
  });

  it('is at fault with address-invalid where there is no folder for the pipe', async () => {
    const { code } = await rejection({
      link: `{ transport: pipe, path: ${folder.file('none/pipe')} }`,
      steps: [hello('A')],
    });
    expect(code).to.equal('address-invalid');
  });

  it('is at fault with path-too-long where the path has 200 characters more', async () => {
    const { code } = await rejection({
      link: `{ transport: pipe, path: ${folder.file('p'.repeat(200))} }`,
      steps: [hello('A')],
    });
    expect(code).to.equal('path-too-long');
  });
});
