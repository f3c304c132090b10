/** Each code is stable: scripts and specs match on it. */
export type FaultCode =
  | 'scenario-conflict'
  | 'scenario-duplicate-key'
  | 'scenario-empty'
  | 'scenario-matrix'
  | 'scenario-matrix-unused'
  | 'scenario-missing-key'
  | 'scenario-more'
  | 'scenario-not-text'
  | 'scenario-too-large'
  | 'scenario-unit'
  | 'scenario-unknown-key'
  | 'scenario-wrong-value'
  | 'scenario-yaml';

/** What is wrong with a value, before anyone knows where in the file it stands. */
export interface Fault {
  readonly code: FaultCode;
  readonly what: string;
  readonly why?: string;
  readonly fix?: string;
}

/** A value read from what somebody wrote, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly fault: Fault };

export type Path = readonly (string | number)[];

/** A fault and the place that it has in the file's data. */
export interface Problem extends Fault {
  readonly path: Path;
  /** Whether to mark the key of that name, or what stands behind it. */
  readonly mark: 'key' | 'value';
  readonly label?: string;
  /** Another place that has to do with it, marked alike. */
  readonly also?: { readonly path: Path; readonly label: string };
}

export const wrongValue = (what: string, why?: string, fix?: string): { readonly fault: Fault } => ({
  fault: fault('scenario-wrong-value', what, why, fix),
});

export const fault = (code: FaultCode, what: string, why?: string, fix?: string): Fault => ({
  code,
  what,
  ...(why === undefined ? {} : { why }),
  ...(fix === undefined ? {} : { fix }),
});
