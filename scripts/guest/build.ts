import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCES = fileURLToPath(new URL('../../fixtures/guest/', import.meta.url));

/** No library, no operating system, and nothing that a 386 does not have. */
const FLAGS = [
  '-m32 -march=i386 -mgeneral-regs-only -Os -std=gnu11',
  '-ffreestanding -fno-builtin -fno-pic -fno-stack-protector -fno-asynchronous-unwind-tables',
  '-nostdlib -static -no-pie -Wl,--build-id=none -T guest.ld start.s machine.c lab7.c',
];

/** The guest of fixtures/guest/: the end of a ROM, the reset vector included. */
export async function buildGuest(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'nm-guest-'));
  try {
    const image = join(folder, 'guest.bin');
    await promisify(execFile)('gcc', [...FLAGS.join(' ').split(' '), '-o', image], { cwd: SOURCES });
    return await readFile(image);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
