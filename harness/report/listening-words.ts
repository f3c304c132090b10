/** Who can connect to a TCP listener, and what would let others. */
export function whoCanConnect(host: string, instead = 'listen with --host 0.0.0.0'): string {
  if (/^(127\.|::1$|localhost$)/.test(host))
    return `note: this computer alone can connect; for a machine on another one, ${instead}\n`;
  const where = /^(0\.0\.0\.0|::)$/.test(host) ? 'every address of this computer' : host;
  return `note: it listens on ${where}: whoever reaches that over the network can connect, and nothing asks who it is\n`;
}
