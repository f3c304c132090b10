import { appended } from '../command/appended.ts';
import type { Finding } from '../finding.ts';
import type { Machine } from '../model.ts';
import { type Chardevs, idOf } from './chardevs.ts';
import type { Wired } from './ports.ts';

/** Chardevs that no device leads to. The first is what a machine without another serial port means by COM1. */
export function unusedFaults(chardevs: Chardevs, wired: readonly Wired[], machine: Machine): Finding[] {
  // A device that names one which is not there means it.
  const meant = new Set(wired.flatMap(({ asked, backend }) => (asked && backend) ?? []));
  const isSaid = wired.some(({ port }) => port.parts.option !== undefined);
  return chardevs
    .unused()
    .filter((backend) => !meant.has(backend))
    .map((backend) => {
      const id = idOf(backend);
      const edit = appended(machine, ['-serial', `chardev:${id}`]);
      return {
        code: 'qemu-chardev-unused',
        severity: isSaid ? 'warning' : 'error',
        facts: { id },
        at: backend.word.at,
        ...(edit === undefined ? {} : { edits: [edit] }),
      };
    });
}
