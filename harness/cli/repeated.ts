/** Of an option that is given more than once, the last counts. */
export const lastOf = <T>(value: T): Exclude<T, readonly unknown[]> =>
  (Array.isArray(value) ? value.at(-1) : value) as Exclude<T, readonly unknown[]>;
