import type { ForeignPort } from './foreign-port.ts';
import type { Pc } from './pc.ts';
import type { Watchable } from './port-bus.ts';

/** The port space of a PC whose UART answers later: the answer comes in a call, at the tick of the access. */
export class ForeignBus {
  private readonly pc: Pc;
  private readonly base: number;
  private readonly port: ForeignPort;

  constructor(pc: Pc, base: number, port: ForeignPort) {
    this.pc = pc;
    this.base = base;
    this.port = port;
  }

  at(port: number): Watchable | undefined {
    return this.isOurs(port) ? this.port : undefined;
  }

  read(port: number, answered: (value: number) => void): void {
    const { pc } = this;
    if (!this.isOurs(port)) answered(pc.in(port));
    else
      this.port.read(port & 7, (value, serial) => {
        pc.noteRead(port, value, serial);
        answered(value);
      });
  }

  write(port: number, value: number, answered: () => void): void {
    const isOurs = this.isOurs(port);
    this.pc.noteWrite(port, value, isOurs ? this.port.serialToWrite(port & 7) : null);
    if (isOurs) this.port.write(port & 7, value & 0xff, answered);
    else answered();
  }

  private isOurs(port: number): boolean {
    return port >> 3 === this.base >> 3;
  }
}
