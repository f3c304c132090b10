const IAC = 0xff;
const BREAK = [IAC, 0xf3];

/** A character or a break as a line says it that speaks Telnet. */
export function telnetBytes(said: number | 'break' | 'nothing'): readonly number[] {
  if (said === 'nothing') return [];
  if (said === 'break') return BREAK;
  return said === IAC ? [IAC, IAC] : [said];
}
