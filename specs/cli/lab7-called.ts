import { createConnection, type Socket } from 'node:net';
import { type Circumstances, Paper, type Place, type Ran } from './stage.ts';

/** Runs `lab7` as a listener, and has a socket call as soon as the port is open. */
export const calledAt =
  (place: Place, timeout: string) =>
  async (
    args: string,
    caller: (socket: Socket) => void,
    words: readonly string[] = [],
    circumstances: Circumstances = {},
  ): Promise<Ran> => {
    let socket: Socket | undefined;
    const stderr = new Paper({
      onWrite: (text) => {
        const [, port] = /listening on [\d.]+:(\d+)/.exec(text) ?? [];
        if (port === undefined) return;
        socket = createConnection(Number(port), '127.0.0.1');
        socket.on('error', () => {});
        caller(socket);
      },
    });
    const argv = ['lab7', args, '--port', 'tcp-listen:0', '--timeout', timeout, ...words];
    const ran = await place.run(argv, { ...circumstances, stderr });
    socket?.destroy();
    return ran;
  };
