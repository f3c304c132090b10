export const EXAMPLE_PORT = 4000;

/** On Linux and macOS those below are the system's. */
export const FIRST_FREE_PORT = 1024;

export type PortFault = 'not-a-number' | 'zero' | 'too-large' | 'with-host';

/** A port as a person types it. */
export function readPort(text: string): number | PortFault {
  if (/:\d*$/.test(text)) return 'with-host';
  if (!/^\d+$/.test(text)) return 'not-a-number';
  const port = Number(text);
  if (port > 65535) return 'too-large';
  return port === 0 ? 'zero' : port;
}
