import type { Format } from '../model.ts';

/** A mistake as it really looks, and the same without it. Each is of one machine a line where it needs two. */
export interface Example {
  /** `typed`: a command line of ours. A `.vbox` file's has its Port elements alone, with the host's system before them. */
  readonly format: Format | 'typed';
  readonly wrong: string;
  readonly right: string;
}

/** A `Port` element of a `.vbox` file, COM1 over TCP, with what is special about it. */
export const portLine = (attributes: Readonly<Record<string, string>>): string => {
  const all = { slot: '0', enabled: 'true', IOBase: '0x3f8', IRQ: '4', ...attributes };
  const words = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
  return `<Port ${words.join(' ')}/>`;
};

export const server = (path: string, more: Readonly<Record<string, string>> = {}): string =>
  portLine({ server: 'true', path, hostMode: 'TCP', ...more });

export const client = (path: string, more: Readonly<Record<string, string>> = {}): string =>
  portLine({ server: 'false', path, hostMode: 'TCP', ...more });

export const pipeServer = (path: string): string => portLine({ server: 'true', path, hostMode: 'HostPipe' });

export const pipeClient = (path: string): string => portLine({ server: 'false', path, hostMode: 'HostPipe' });

export const lines = (...texts: readonly string[]): string => texts.join('\n');
