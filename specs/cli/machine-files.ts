/** A machine of VMware whose first serial port is on the network. */
export const vmx = (name: string, end: 'server' | 'client', address: string): string =>
  [
    '.encoding = "UTF-8"',
    'config.version = "8"',
    `displayName = "${name}"`,
    'serial0.present = "TRUE"',
    'serial0.fileType = "network"',
    `serial0.fileName = "tcp://${address}"`,
    `serial0.network.endPoint = "${end}"`,
    '',
  ].join('\n');

export const LISTENS = vmx('Ana', 'server', ':4000');
export const CONNECTS = vmx('Rui', 'client', '10.0.0.2:4000');
/** In line 6, at column 37. */
export const MISSES = vmx('Rui', 'client', '10.0.0.2:4001');
