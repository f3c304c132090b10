import { Qemu } from '../../../harness/peer/qemu/qemu.ts';

const IAC = 0xff;
const BREAK = [IAC, 0xf3];
/** What a line that speaks Telnet says first. */
const GREETING_BYTES = 12;

/** QEMU with a line that speaks Telnet, which alone can carry a break. */
export async function startOverTelnet(): Promise<Qemu> {
  const qemu = await Qemu.start('telnet=on');
  await qemu.takeSent(GREETING_BYTES);
  return qemu;
}

/** A character or a break as a line says it that speaks Telnet. */
export function telnetBytes(said: number | 'break' | 'nothing'): readonly number[] {
  if (said === 'nothing') return [];
  if (said === 'break') return BREAK;
  return said === IAC ? [IAC, IAC] : [said];
}
