import type { TraceRecord } from '../../../harness/ground/trace.ts';
import { InOrder } from '../../../harness/report/line/in-order.ts';
import type { Viewed } from '../../../harness/report/viewer/viewed.ts';
import { play } from '../../../harness/run/play.ts';
import { type Script, scenario } from '../results.ts';

export const WIRE = '{ transport: cable }';
export const FIFO = '{ line: 115200 8N1, fifo: 14 }';
/** Registers and the line are all that is looked at. */
export const ANY = '{ delivery: any, unread: any }';

/** A script, played, as its page has it. */
export async function viewed(script: Script): Promise<Viewed> {
  const own = scenario({ link: WIRE, ...script });
  const records: TraceRecord[] = [];
  const ordered = new InOrder((record) => records.push(record));
  const result = await play(own, { seed: 1, sinks: [(record) => ordered.take(record)] });
  ordered.end();
  const { name, file, transport, profile } = result;
  const machine = ({ base, irq, type = '16550A' }: (typeof own.machines)['A']) => ({ base, irq, type });
  return {
    version: '9.8.7',
    header: {
      name,
      seed: 1,
      profile,
      machines: { A: machine(own.machines.A), B: machine(own.machines.B) },
    },
    records,
    play: { name, file, entry: {}, transport, profile, replay: `nullmodem run ${file}`, result },
    cutAt: null,
  };
}

export const out = (on: string, port: number, value: number): string =>
  `out: { on: ${on}, port: ${port}, value: ${value} }`;
