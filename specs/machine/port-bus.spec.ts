import { expect } from 'chai';
import { PortBus, type PortDevice } from '../../harness/machine/port-bus.ts';
import { COM1, COM2, COM3, COM4 } from './board.ts';

const device = (): PortDevice => ({
  read: () => 0,
  write: () => {},
  watch: () => {},
  unwatch: () => {},
  serialToRead: () => null,
  serialToWrite: () => null,
});

describe('the port bus', () => {
  it('finds COM1 to COM4 at 3F8, 2F8, 3E8 and 2E8, eight ports each', () => {
    const bus = new PortBus();
    for (const { base } of [COM1, COM2, COM3, COM4]) {
      const mine = device();
      bus.attach(base, mine);
      for (let offset = 0; offset < 8; offset += 1) expect(bus.at(base + offset)).to.equal(mine);
    }
    expect(bus.at(COM1.base)).not.to.equal(bus.at(COM3.base));
  });

  it('finds nobody one port below and one port above', () => {
    const bus = new PortBus();
    bus.attach(COM1.base, device());
    expect(bus.at(0x3f7)).to.equal(undefined);
    expect(bus.at(0x400)).to.equal(undefined);
  });
});
