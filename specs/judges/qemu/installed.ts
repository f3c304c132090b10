import { BINARY } from '../../../harness/peer/qemu/child.ts';
import { installed } from '../installed.ts';

/** Null where QEMU can be started, else why it cannot. */
export const missing: string | null = installed(BINARY)
  ? null
  : `${BINARY} is not installed: its chip cannot be asked (Debian: apt-get install qemu-system-x86)`;
