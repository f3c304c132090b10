import type { Duplex } from 'node:stream';

/** QEMU's monitor, asked about the one thing that nothing else tells: what has become of a guest's socket. */
export class Monitor {
  private readonly stream: Duplex;
  private said = '';
  private heard: (address: string) => void = () => {};

  constructor(stream: Duplex) {
    this.stream = stream;
    // Asked when it has just ended.
    stream.on('error', () => {});
    stream.setEncoding('latin1').on('data', (text: string) => {
      this.said += text;
      const address = /line: filename=([^\r\n]*)\r?\n/.exec(this.said)?.[1];
      if (address === undefined) return;
      this.said = '';
      this.heard(address);
    });
  }

  /** `disconnected:tcp:127.0.0.1:4000,server=on`, and without the first word when somebody is there. */
  line(): Promise<string> {
    return new Promise((resolve) => {
      this.heard = resolve;
      this.stream.write('info chardev\n');
    });
  }
}
