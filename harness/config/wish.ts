import type { Role } from './model.ts';

/** What a port should be: a fix as data. Words, a command and edits of the file are made of it. */
export interface Wish {
  readonly enabled?: true;
  readonly base?: number;
  readonly irq?: number;
  readonly uart?: '16550A';
  readonly end?: EndWish;
}

export type EndWish = TcpWish | PipeWish;

/** Raw bytes; a listener that does not wait for its peer. */
export type TcpWish =
  | {
      readonly kind: 'tcp';
      readonly role: 'listens';
      readonly port: number;
      /** The interface to bind to; undefined: all. */
      readonly host?: string;
    }
  | {
      readonly kind: 'tcp';
      readonly role: 'connects';
      readonly host: string;
      readonly port: number;
      readonly reconnects?: true;
    };

export interface PipeWish {
  readonly kind: 'pipe';
  readonly role: Role;
  readonly path: string;
}
