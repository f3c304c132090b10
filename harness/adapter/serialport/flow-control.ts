import type { OpenOptions } from './bindings-interface.ts';

export const XON = 0x11;
export const XOFF = 0x13;

/** The other end is told to wait when so much is unread, and to go on when hardly anything is: Linux's own marks. */
const HIGH = 4096 - 128;
const LOW = 128;

/** Which end is to wait: by RTS and CTS, or by XOFF and XON in the data. */
export class FlowControl {
  /** The other end has sent XOFF. */
  stopped = false;
  /** The other end is to wait. */
  throttles = false;
  private readonly options: Required<OpenOptions>;

  constructor(options: Required<OpenOptions>) {
    this.options = options;
  }

  /** What has been received: true when it is a word about flow, and no data. */
  takes(byte: number): boolean {
    const { xon, xany } = this.options;
    if (!xon) return false;
    if (byte === XOFF) this.stopped = true;
    else if (byte === XON || xany) this.stopped = false;
    return byte === XOFF || byte === XON;
  }

  /** Neither by CTS (`cts`: whether it is on) nor by XOFF. */
  maySend(cts: boolean): boolean {
    return !this.stopped && (cts || !this.options.rtscts);
  }

  get dropsRts(): boolean {
    return this.throttles && this.options.rtscts;
  }

  /** So much is unread: the character to send for it, if any. */
  weigh(unread: number): number | undefined {
    const { throttles } = this;
    if (unread >= HIGH) this.throttles = true;
    else if (unread <= LOW) this.throttles = false;
    if (throttles === this.throttles || !this.options.xoff) return undefined;
    return this.throttles ? XOFF : XON;
  }
}
