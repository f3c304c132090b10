import { Guest, missing } from './guest.ts';
import type { Orders } from './orders.ts';
import type { Wiring } from './wiring.ts';

export type Start = (orders: Orders, wiring: Wiring, guardMs?: number) => Promise<Guest>;

/** Specs that start guests, which are stopped after each. Skipped where there can be none, and the title says so. */
export function describeWithGuests(title: string, specs: (start: Start) => void): void {
  describe(`${title}${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
    let guests: Guest[] = [];

    before(function () {
      if (missing !== null) this.skip();
    });

    afterEach(async () => {
      await Promise.all(guests.map((guest) => guest.stop()));
      guests = [];
    });

    specs(async (...how) => {
      const guest = await Guest.start(...how);
      guests.push(guest);
      return guest;
    });
  });
}
