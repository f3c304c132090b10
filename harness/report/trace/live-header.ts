import type { Port } from '../../lab7/port.ts';
import type { TraceHeader } from './header.ts';

/** Of one machine in real time: nothing in it is drawn. */
export const liveHeaderOf = (args: string, profile: string, { base, irq }: Port): TraceHeader => ({
  name: args,
  seed: 0,
  profile,
  machines: { A: { base, irq, type: '16550A' } },
});
