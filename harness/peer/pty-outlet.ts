import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../ground/errors.ts';
import { prolongVisit } from './prolonged-visit.ts';
import { removeIfKilled } from './leftovers.ts';
import { ListeningOutlet } from './listening-outlet.ts';
import type { Outlet, OutletEvents } from './outlet.ts';
import { PtyLink } from './pty-link.ts';
import { makePty, type SocatPty } from './socat-pty.ts';

/** A program sets its port when it has opened it, and drops what has come by then: so nothing comes so early. */
const SETTLED_MS = 100;
/** Between two attempts to make the next pseudo-terminal, where the system has let us make the first. */
const AGAIN_MS = 1000;
const NAME = 'a program';

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
  /** Set while a program is there and has not been told of. */
  private settling: NodeJS.Timeout | undefined;
  private removeFolder: () => Promise<void> = async () => {};
  private closed = false;

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

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    this.stopSettling();
    await this.making.catch(() => {});
    await this.link.remove();
    // Socat gives the program a moment to read the rest.
    await this.inside?.close();
    await Promise.all([...this.ptys].map((pty) => pty.stop()));
    await this.removeFolder();
  }

  private async openAll(events: OutletEvents): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'nm-pty-'));
    const socket = join(folder, 'socket');
    this.removeFolder = () => rm(folder, { recursive: true, force: true });
    this.inside = new ListeningOutlet({ kind: 'pipe', path: socket }, 'waits');
    await this.inside.open({
      met: (stream) => {
        this.settling = setTimeout(() => {
          this.settling = undefined;
          events.met(stream, NAME);
        }, SETTLED_MS);
      },
      parted: (how) => {
        if (this.settling === undefined) events.parted(how);
        else this.stopSettling();
      },
      called: (_, becomes) => events.called(NAME, becomes),
    });
    await this.make(socket);
    const callOff = removeIfKilled(this.link.path, folder);
    this.removeFolder = async () => {
      await callOff();
      await rm(folder, { recursive: true, force: true });
    };
  }

  private stopSettling(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
  }

  private async make(socket: string): Promise<void> {
    if (this.closed) return;
    const pty = await makePty(socket);
    this.ptys.add(pty);
    void pty.gone.then(() => this.ptys.delete(pty));
    await this.link.lead(pty.device);
    const release = prolongVisit(pty);
    // Until the name leads elsewhere: whoever opens it by then comes to one that still is.
    void pty.visited.then(() => this.makeNext(socket)).then(release);
  }

  private async makeNext(socket: string): Promise<void> {
    this.making = this.make(socket);
    await this.making.catch(() => {
      if (!this.closed) this.again = setTimeout(() => void this.makeNext(socket), AGAIN_MS);
    });
  }
}

const noneOnWindows = (): HarnessError =>
  new HarnessError(
    'address-invalid',
    'Windows has no pseudo-terminals: no port can be made of one there',
    'Use a named pipe: --port pipe-listen:\\\\.\\pipe\\lab7. Or run it in WSL.',
  );
