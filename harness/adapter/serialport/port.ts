import { HarnessError } from '../../ground/errors.ts';
import { baudRateOf, recordOf, spanOf } from './arguments.ts';
import type {
  BindingPortInterface,
  OpenOptions,
  PortStatus,
  SetOptions,
  UpdateOptions,
} from './bindings-interface.ts';
import { divisorFor, lineFor } from './open-settings.ts';
import type { Opening } from './requests.ts';
import type { Tty } from './tty.ts';

/** What a program holds of a port that it has opened. */
export class NullModemPort implements BindingPortInterface, Opening {
  readonly openOptions: Required<OpenOptions>;
  isOpen = true;
  private readonly tty: Tty;
  private writing = false;

  constructor(tty: Tty, openOptions: Required<OpenOptions>) {
    this.tty = tty;
    this.openOptions = openOptions;
    tty.open(this, lineFor(openOptions));
  }

  async close(): Promise<void> {
    this.mustBeOpen();
    this.isOpen = false;
    this.tty.close(this);
  }

  async read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }> {
    const into = spanOf(buffer, offset, length);
    this.mustBeOpen();
    return { buffer, bytesRead: await this.tty.read(this, into) };
  }

  async write(buffer: Buffer): Promise<void> {
    if (!Buffer.isBuffer(buffer)) throw new TypeError('what is written is a Buffer');
    this.mustBeOpen();
    if (this.writing)
      throw new HarnessError('usage', `${this.tty.path}: a write is under way`, 'Await it before the next.');
    if (buffer.length === 0) return;
    this.writing = true;
    try {
      await this.tty.write(this, buffer);
    } finally {
      this.writing = false;
    }
  }

  async update(options: UpdateOptions): Promise<void> {
    const divisor = divisorFor(baudRateOf(recordOf(options)));
    this.mustBeOpen();
    this.tty.update(divisor);
  }

  /** CTS and DSR are the other end's to set: what is asked for them changes nothing. */
  async set(options: SetOptions): Promise<void> {
    const { brk = false, dtr = true, rts = true }: SetOptions = recordOf(options);
    this.mustBeOpen();
    this.tty.set({ dtr, rts }, brk);
  }

  async get(): Promise<PortStatus> {
    this.mustBeOpen();
    return this.tty.status;
  }

  /** The rate that the divisor gives, which may be a little off the one asked for. */
  async getBaudRate(): Promise<{ baudRate: number }> {
    this.mustBeOpen();
    return { baudRate: this.tty.baudRate };
  }

  async flush(): Promise<void> {
    this.mustBeOpen();
    this.tty.flush();
  }

  async drain(): Promise<void> {
    this.mustBeOpen();
    await this.tty.drain(this);
  }

  private mustBeOpen(): void {
    if (!this.isOpen) throw new HarnessError('usage', `${this.tty.path} is not open`);
  }
}
