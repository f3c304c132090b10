/** Each code is stable: scripts and specs match on it. */
export type ErrorCode =
  | 'address-invalid'
  | 'golden-rule'
  | 'golden-unreadable'
  | 'golden-unwritable'
  | 'host-unknown'
  | 'host-unreachable'
  | 'line-waits'
  | 'link-refused'
  | 'link-timeout'
  | 'livelock'
  | 'output-unwritable'
  | 'path-taken'
  | 'path-too-long'
  | 'port-busy'
  | 'port-forbidden'
  | 'qemu-failed'
  | 'qemu-missing'
  | 'recording-unwritable'
  | 'report-unwritable'
  | 'snapshot-unfit'
  | 'socat-missing'
  | 'time-over'
  | 'trace-unwritable'
  | 'usage'
  | 'world';

/** The world is not as it should be: a port is busy, a peer is missing, a file cannot be read. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: ErrorCode;
  /** What to do about it, in words for the user. */
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, fix?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
  }
}

/** We are wrong: something that this program promises itself does not hold. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(holds: unknown, promise: string): asserts holds {
  if (!holds) throw new InvariantError(promise);
}
