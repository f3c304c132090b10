import type { Departure, Outlet } from './outlet.ts';
import type { OutsideEvent } from './outside-link.ts';

/** What happens at a live port, `at` seconds after its machine was turned on. */
export type LiveEvent = { readonly at: number } & LiveEventBody;

export type LiveEventBody =
  /** A peer may come from now on. */
  | {
      readonly kind: 'open';
      readonly where: string;
      readonly listens: boolean;
      readonly transport: Outlet['transport'];
    }
  | { readonly kind: 'met'; readonly name: string }
  | { readonly kind: 'parted'; readonly how: Departure; readonly expects: boolean }
  | { readonly kind: 'called'; readonly name: string; readonly becomes: 'closed' | 'waiting' }
  /** No other peer can find the port under its name. */
  | { readonly kind: 'nameless'; readonly why: string }
  /** The program has ended, and the other machine has not taken all yet. */
  | { readonly kind: 'leaving' }
  | OutsideEvent;
