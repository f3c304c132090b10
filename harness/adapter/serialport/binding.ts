import { HarnessError } from '../../ground/errors.ts';
import { baudRateOf, pathOf, recordOf } from './arguments.ts';
import type { BindingInterface, OpenOptions, PortInfo } from './bindings-interface.ts';
import { settingsOf } from './open-settings.ts';
import { NullModemPort } from './port.ts';
import type { Tty } from './tty.ts';

export type NullModemBinding = BindingInterface<NullModemPort>;

/** What `serialport` is given to find and open these ports. */
export const bindingFor = (ttys: readonly Tty[]): NullModemBinding => ({
  async list() {
    return ttys.map(({ path }) => infoOf(path));
  },

  async open(options: OpenOptions) {
    const path = pathOf(recordOf(options));
    baudRateOf(options);
    const tty = ttys.find((each) => each.path === path);
    if (tty === undefined)
      throw new HarnessError(
        'world',
        `there is no port ${path}; there is ${ttys.map((each) => each.path).join(', ')}`,
      );
    for (const { openOptions } of tty.openings)
      if (openOptions.lock)
        throw new HarnessError('port-busy', `${path} is open already, and locked`, 'Close it first.');
    return new NullModemPort(tty, settingsOf(options));
  },
});

const infoOf = (path: string): PortInfo => ({
  path,
  manufacturer: 'nullmodem',
  serialNumber: undefined,
  pnpId: undefined,
  locationId: undefined,
  productId: undefined,
  vendorId: undefined,
});
