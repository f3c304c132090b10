import { HarnessError } from '../ground/errors.ts';
import { farSide, type Side } from '../ground/side.ts';
import type { LinkSetup, Mode, Scenario, Step } from '../scenario/model.ts';
import type { BootPair } from './boot-link.ts';
import { type BootOptions, type BootPlan, bootPlan, nameOf } from './boot-plan.ts';
import type { BootOrder, BootReport, Exchange, Mapped } from './boot-report.ts';
import { play } from './play.ts';

/** How many bytes go each way. */
const BYTES = 256;

/**
 * Boots two configured machines on this computer, as emulated PCs that are joined as their files say, and lets all
 * values go both ways: in both orders of starting, in each of the lab's modes, and on a wire where lines are given.
 */
export async function bootPair(pair: BootPair, options: BootOptions = {}): Promise<BootReport> {
  const plan = bootPlan(pair, options);
  if ('why' in plan) {
    const named = (side: Side) => ({ name: nameOf(side, pair), product: pair[side].machine.product });
    return { kind: 'not-booted', machines: { A: named('A'), B: named('B') }, obstacle: plan };
  }
  const { signal } = options;
  const { listens, link, mapped, first } = await listenerFirst(plan, signal);
  const second = await connectorFirst(plan, link, signal);
  const orders = [first, second];
  const modes: Exchange[] = [];
  for (const mode of ['int', 'fifo'] as const)
    modes.push(await exchange(plan, link, mode, bootsOf(listens), signal));
  const wire = plan.onWire ? await exchange(plan, WIRE, 'poll', [], signal) : undefined;
  return {
    kind: 'booted',
    machines: plan.machines,
    listens,
    transport: plan.link.transport,
    mapped: [...plan.mapped, ...mapped],
    bits: plan.bits,
    orders,
    modes,
    ...(wire === undefined ? {} : { wire }),
    works: orders.every((order) => order.exchange.passed) && modes.every(({ passed }) => passed),
  };
}

const WIRE: LinkSetup = { transport: 'cable', profile: 'wire', listen: 'A' };

interface ListenerFirst {
  readonly listens: Side;
  readonly first: BootOrder;
  /** The link that this computer allows. */
  readonly link: LinkSetup;
  readonly mapped: readonly Mapped[];
}

/** A port that this computer has no more to give says nothing of the computers that the files are for. */
async function listenerFirst(plan: BootPlan, signal: AbortSignal | undefined): Promise<ListenerFirst> {
  const { listen, port } = plan.link;
  const over = async (link: LinkSetup): Promise<BootOrder> => ({
    first: listen,
    refused: false,
    exchange: await exchange(plan, link, 'poll', bootsOf(listen), signal),
  });
  try {
    return { listens: listen, link: plan.link, mapped: [], first: await over(plan.link) };
  } catch (error) {
    const why = whyNoPort(error);
    if (why === undefined || port === undefined) throw error;
    const { port: _, ...anyPort } = plan.link;
    const mapped: Mapped = { what: 'port', from: port, why };
    return { listens: listen, link: anyPort, mapped: [mapped], first: await over(anyPort) };
  }
}

function whyNoPort(error: unknown): 'busy' | 'forbidden' | undefined {
  if (!(error instanceof HarnessError)) return undefined;
  return error.code === 'port-busy' ? 'busy' : error.code === 'port-forbidden' ? 'forbidden' : undefined;
}

async function connectorFirst(
  plan: BootPlan,
  link: LinkSetup,
  signal: AbortSignal | undefined,
): Promise<BootOrder> {
  const connector = farSide(link.listen);
  const refused = link.reconnects !== true;
  const steps: readonly Step[] = refused
    ? [{ line: 0, verb: 'boot', machine: connector, fails: 'refused' }, ...bootsOf(link.listen)]
    : bootsOf(connector);
  return { first: connector, refused, exchange: await exchange(plan, link, 'poll', steps, signal) };
}

const bootsOf = (first: Side): readonly Step[] => [
  { line: 0, verb: 'boot', machine: first },
  { line: 0, verb: 'boot', machine: farSide(first) },
];

async function exchange(
  { setups, bits }: BootPlan,
  link: LinkSetup,
  mode: Mode,
  boots: readonly Step[],
  signal: AbortSignal | undefined,
): Promise<Exchange> {
  const payload = {
    bytes: Uint8Array.from({ length: 1 << bits }, (_, value) => value),
    times: BYTES >> bits,
  };
  const send = (from: Side): Step => ({ line: 0, verb: 'send', from, mode, payload });
  const scenario: Scenario = {
    name: 'boot',
    file: 'boot',
    link,
    machines: setups,
    steps: [...boots, send('A'), send('B')],
    assert: { delivery: 'in-order-exactly-once', unread: 'none' },
  };
  const { outcome, directions } = await play(scenario, {
    seed: 1,
    ...(signal === undefined ? {} : { signal }),
  });
  // The lab's program stops at the first error on the line, whatever the byte is.
  const passed = outcome === 'passed' && directions.every(({ flagged }) => flagged === 0);
  return { transport: link.transport, mode, passed, directions };
}
