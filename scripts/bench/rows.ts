import type { Row } from './row.ts';
import { catalogue } from './rows/catalogue.ts';
import { interrupts } from './rows/interrupts.ts';
import { live } from './rows/live.ts';
import { mismatched } from './rows/mismatched.ts';
import { polled } from './rows/polled.ts';
import { programs } from './rows/programs.ts';
import { pairCount, transferSize } from './rows/scale.ts';
import { sockets } from './rows/sockets.ts';
import { startUp } from './rows/start-up.ts';
import { statusReads } from './rows/status-reads.ts';
import { tap } from './rows/tap.ts';
import { testFloor } from './rows/test-floor.ts';
import { trace } from './rows/trace.ts';
import { wire } from './rows/wire.ts';

export const rows: readonly Row[] = [
  statusReads,
  polled,
  wire,
  mismatched,
  interrupts,
  programs,
  ...sockets,
  tap,
  live,
  trace,
  catalogue,
  startUp,
  testFloor,
  transferSize,
  pairCount,
];
