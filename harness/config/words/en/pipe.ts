import type { Entries } from '../catalogue.ts';
import { capital, machineOf } from '../names.ts';
import { shown } from '../quoting.ts';
import { LISTENER_FIRST, portOf } from './names.ts';

/** Pipes: their names, and how far they reach. */
export const PIPE = {
  'pipe-name-windows': {
    what: (f) => `${shown(f.path)} is not the name of a pipe on Windows.`,
    why: (f) => `The host of ${machineOf(f)} runs Windows, where all pipes are named \\\\.\\pipe\\NAME.`,
    fix: (f) => `Write ${shown(f.wanted)} at both ends.`,
    next: () => LISTENER_FIRST,
    mark: () => 'not \\\\.\\pipe\\…',
    page: 'Windows keeps named pipes apart from files, under \\\\.\\pipe\\. A path like C:\\lab7, or a name alone, is refused when the machine starts. Both machines name the same pipe: \\\\.\\pipe\\lab7.',
  },
  'pipe-name-unix': {
    what: (f) =>
      `${shown(f.path)} is a name for Windows, and the host of ${machineOf(f)} does not run Windows.`,
    why: () =>
      'On Linux and macOS a pipe is a local socket with a path like a file’s. This name would make an odd file, or fail.',
    fix: (f) => `Write ${shown(f.wanted)} at both ends.`,
    next: () => LISTENER_FIRST,
    mark: () => 'a name for Windows',
    page: 'On Linux and macOS, VirtualBox’s host pipe is a local socket. Its path is like that of a file: /tmp/lab7. The form \\\\.\\pipe\\lab7 is for Windows only.',
  },
  'pipe-path-too-long': {
    what: (f) => `The pipe’s path has ${f.bytes} bytes, and ${f.most} is the most that the system takes.`,
    why: (f) =>
      f.product === 'qemu'
        ? 'A local socket’s address has no room for more. QEMU says "Path must be less than 108 bytes".'
        : 'A local socket’s address has no room for more, and the machine does not start.',
    fix: () => 'Put the pipe into a folder with a short path: /tmp/lab7.',
    next: () => LISTENER_FIRST,
    mark: (f) => `${f.bytes} bytes`,
    page: 'The path of a local socket has 107 bytes at most on Linux, 103 on macOS. Accented letters take two bytes each. Deep folders get there quickly: use /tmp.',
  },
  'pipe-folder-missing': {
    what: (f) =>
      f.certain
        ? `There is no folder ${shown(f.folder)} for the pipe of ${portOf(f)}.`
        : `There is no folder ${shown(f.folder)} on this computer, and so perhaps none where ${machineOf(f)} runs.`,
    why: () => 'The pipe is made when the machine starts, its folder is not: the machine does not start.',
    fix: (f) => `Make the folder ${shown(f.folder)}, or choose a path in /tmp.`,
    next: () => LISTENER_FIRST,
    mark: () => 'no such folder',
    page: 'The machine that listens makes the pipe, but not the folder for it. If the folder is missing, it does not start. A path with somebody else’s user name in it usually comes from a copied file.',
  },
  'fifos-both-ways': {
    what: (f) =>
      `${capital(portOf(f))} uses the FIFOs ${shown(`${f.path}.in`)} and ${shown(`${f.path}.out`)}, which lead to no other machine.`,
    why: () =>
      'QEMU’s pipe: is a pair of FIFOs, and not the local socket that other machines use. Where only one file of that name is there, QEMU opens it both ways, and talks to itself.',
    fix: () => 'Use a local socket: unix:PATH,server=on,wait=off at one end, unix:PATH at the other.',
    next: () => LISTENER_FIRST,
    mark: () => 'FIFOs',
    page: 'QEMU’s `pipe:NAME` opens NAME.in and NAME.out, two FIFOs that must be made beforehand, for a program on the same computer. VirtualBox’s host pipe and QEMU’s own `unix:PATH` are local sockets, and the two kinds do not meet. Nor do two QEMUs with one NAME: both read the same FIFO, and both write to the other.',
  },
  'pipes-differ': {
    what: (f) => `The two pipes are not the same: ${shown(f.pathA)} and ${shown(f.pathB)}.`,
    why: () =>
      'They meet where both paths are equal, letter by letter. Otherwise the end that connects finds nothing, and its machine does not start.',
    fix: () => 'Give both the same path.',
    next: () => LISTENER_FIRST,
    mark: () => 'another path',
    also: () => ['the partner’s'],
    page: 'The machine that listens makes the pipe, and the other one opens it: both need the same path. On Linux and macOS capital letters count.',
  },
  'pipe-across-computers': {
    what: (f) => `${machineOf(f.a)} and ${machineOf(f.b)} run on two computers, and a pipe stays within one.`,
    why: () =>
      'A pipe joins two programs under one operating system. The end that connects finds no pipe of that name on its own computer.',
    fix: (f) =>
      `Use TCP: let ${machineOf(f.a)} listen on 4000, and ${machineOf(f.b)} connect to its computer’s address and that port, which \`nullmodem address 4000\` prints there.`,
    next: (f) => `Start ${machineOf(f.a)} first, since it listens.`,
    mark: () => 'a pipe',
    also: () => ['and on another computer'],
    page: 'The mode Host Pipe is for two machines on one computer. Between two computers only TCP works: one machine listens on a port number, the other one connects to HOST:PORT.',
  },
} satisfies Partial<Entries>;
