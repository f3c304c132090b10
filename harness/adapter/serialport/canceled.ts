import type { BindingsErrorInterface } from './bindings-interface.ts';

/** What a read, a write or a drain under way rejects with when its port is closed. */
export class CanceledError extends Error implements BindingsErrorInterface {
  override readonly name = 'CanceledError';
  readonly canceled = true;
}
