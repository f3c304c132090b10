import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { makeSocketFolder } from '../link/socket-folder.ts';
import { removeIfKilled } from './leftovers.ts';
import { ListeningOutlet } from './listening-outlet.ts';
import { FAREWELL_MS, type Outlet, type OutletEvents } from './outlet.ts';
import { prolongVisit } from './prolonged-visit.ts';
import { PtyLink } from './pty-link.ts';
import { makePty, type SocatPty } from './socat-pty.ts';

/** A program sets its port when it has opened it, and drops what has come by then: so nothing comes so early. */
const SETTLED_MS = 100;
/** Between two attempts to make the next pseudo-terminal, where the system has let us make the first. */
const AGAIN_MS = 1000;
const NAME = 'a program';
const SOCKET = 'socket';

/**
 * A serial port that other programs open by its name. Inside it is a listener on a socket of our own: socat, which has
 * the pseudo-terminal, calls there when a program has opened it, and hangs up when that program closes it. Then the same
 * name leads to a new pseudo-terminal already: the next program waits there for its turn.
 */
export class PtyOutlet implements Outlet {
  readonly transport = 'pty';
  readonly listens = true;
  readonly expects = true;
  private readonly link: PtyLink;
  private readonly system: NodeJS.Platform;
  private inside: ListeningOutlet | null = null;
  private readonly ptys = new Set<SocatPty>();
  private making: Promise<void> = Promise.resolve();
  private again: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  /** The program that is there has been told of. */
  private hasMet = false;
  /** It has been told that the name is lost. */
  private isNameless = false;
  private removeFolder: () => Promise<void> = async () => {};
  private closed = false;
  private onLeft: () => void = () => {};

  constructor(path?: string, system: NodeJS.Platform = platform()) {
    this.link = new PtyLink(path ?? join(tmpdir(), `nullmodem-${randomBytes(3).toString('hex')}`));
    this.system = system;
  }

  async open(events: OutletEvents): Promise<string> {
    if (this.system === 'win32') throw noneOnWindows();
    this.making = this.openAll(events);
    try {
      await this.making;
    } catch (error) {
      await this.close();
      throw error;
    }
    return this.link.path;
  }

  async close(hurry?: AbortSignal): Promise<void> {
    if (hurry !== undefined && this.hasMet) await this.untilLeft(hurry);
    this.closed = true;
    clearTimeout(this.again);
    clearTimeout(this.settling);
    await this.making.catch(() => {});
    await this.link.remove();
    // Socat gives the program a moment to read the rest.
    await this.inside?.close();
    await Promise.all([...this.ptys].map((pty) => pty.stop()));
    await this.removeFolder();
  }

  /** What stands unread in a pseudo-terminal is lost with it, and nobody can tell whether anything does. */
  private untilLeft(hurry: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, FAREWELL_MS.pty);
      this.onLeft = () => {
        clearTimeout(patience);
        resolve();
      };
      if (hurry.aborted) this.onLeft();
      hurry.addEventListener('abort', this.onLeft);
    });
  }

  private async openAll(events: OutletEvents): Promise<void> {
    const folder = makeSocketFolder('nm-pty-', SOCKET);
    const socket = join(folder, SOCKET);
    this.removeFolder = () => rm(folder, { recursive: true, force: true });
    this.inside = new ListeningOutlet({ kind: 'pipe', path: socket }, 'waits');
    await this.inside.open({
      met: (stream) => {
        if (this.closed) return;
        this.settling = setTimeout(() => {
          this.hasMet = true;
          events.met(stream, NAME);
        }, SETTLED_MS);
      },
      parted: (how) => {
        clearTimeout(this.settling);
        if (this.hasMet) events.parted(how);
        this.hasMet = false;
        this.onLeft();
      },
      called: (_, becomes) => events.called(NAME, becomes),
    });
    await this.make(socket, events);
    const callOff = removeIfKilled(this.link.path, folder);
    this.removeFolder = async () => {
      await callOff();
      await rm(folder, { recursive: true, force: true });
    };
  }

  private async make(socket: string, events: OutletEvents): Promise<void> {
    if (this.closed) return;
    const pty = await makePty(socket);
    this.ptys.add(pty);
    void pty.gone.then(() => this.ptys.delete(pty));
    try {
      await this.link.lead(pty.device);
    } catch (error) {
      await pty.stop();
      throw error;
    }
    const release = prolongVisit(pty);
    // Until the name leads elsewhere: whoever opens it by then comes to one that still is.
    void pty.visited.then(() => this.makeNext(socket, events)).then(release);
  }

  private async makeNext(socket: string, events: OutletEvents): Promise<void> {
    this.making = this.make(socket, events);
    try {
      await this.making;
      this.isNameless = false;
    } catch (error) {
      if (this.closed) return;
      if (!this.isNameless) events.nameless?.((error as Error).message);
      this.isNameless = true;
      this.again = setTimeout(() => void this.makeNext(socket, events), AGAIN_MS);
    }
  }
}

const noneOnWindows = (): HarnessError =>
  new HarnessError(
    'address-invalid',
    'Windows has no pseudo-terminals: no port can be made of one there',
    'Use a named pipe: --port pipe-listen:\\\\.\\pipe\\lab7. Or run it in WSL.',
  );
