/** The TCP port that is told to those who have none. */
export const LAB_PORT = 4000;

/** On Linux and macOS those below are the system's. */
export const FIRST_FREE_PORT = 1024;
export const LAST_PORT = 65_535;

/** There is such a TCP port, and one can connect to it. */
export const isPort = (number: number): boolean => number >= 1 && number <= LAST_PORT;

export type PortFault = 'not-a-number' | 'zero' | 'too-large' | 'with-host';

/** A port as a person types it. */
export function readPort(text: string): number | PortFault {
  if (/:\d*$/.test(text)) return 'with-host';
  if (!/^\d+$/.test(text)) return 'not-a-number';
  const port = Number(text);
  if (port > LAST_PORT) return 'too-large';
  return port === 0 ? 'zero' : port;
}
