import type {
  BindingPortInterface,
  OpenOptions,
} from '../../../harness/adapter/serialport/bindings-interface.ts';
import type { LineError } from '../../../harness/adapter/serialport/line-error.ts';
import {
  type NullModem,
  type NullModemPairOptions,
  nullModem,
} from '../../../harness/adapter/serialport/null-modem.ts';
import type { NullModemPort } from '../../../harness/adapter/serialport/port.ts';
import { SteppedTime } from '../../../harness/adapter/serialport/stepped-time.ts';

/** A character 8N1 at 9600, and from its start edge to the sample of its stop bit. */
export const CHARACTER = 1920;
export const TO_STOP_SAMPLE = 1824;

/** Two ports in stepped time, and what has gone wrong on their line. */
export class Ends {
  readonly time = new SteppedTime();
  readonly errors: LineError[] = [];
  readonly line: NullModem;

  constructor(options: Omit<NullModemPairOptions, 'time' | 'onLineError'> = {}) {
    this.line = nullModem({ ...options, time: this.time, onLineError: (error) => this.errors.push(error) });
  }

  open(end: 0 | 1, options: Partial<OpenOptions> = {}): Promise<NullModemPort> {
    return this.line.binding.open({ path: this.line.ports[end] as string, baudRate: 9600, ...options });
  }

  both(options: Partial<OpenOptions> = {}): Promise<[NullModemPort, NullModemPort]> {
    return Promise.all([this.open(0, options), this.open(1, options)]);
  }

  /** Writes, and waits until all of it has been sent. */
  async send(from: NullModemPort, bytes: Iterable<number>): Promise<void> {
    await this.time.until(from.write(Buffer.from([...bytes])));
    await this.time.until(from.drain());
  }
}

/** What a port gives from now on, until it is closed. */
export function listening(port: BindingPortInterface): number[] {
  const got: number[] = [];
  const listen = async (): Promise<void> => {
    const buffer = Buffer.alloc(65_536);
    while (port.isOpen) {
      const { bytesRead } = await port.read(buffer, 0, buffer.length);
      got.push(...buffer.subarray(0, bytesRead));
    }
  };
  listen().catch((error) => {
    if (error.canceled !== true) throw error;
  });
  return got;
}

/** What a promise rejects with. */
export const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('it does not reject');
    },
    (error) => error,
  );
