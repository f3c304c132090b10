import { expect } from 'chai';
import fc from 'fast-check';
import type { NullModemPort } from '../../../harness/adapter/serialport/port.ts';
import { HarnessError } from '../../../harness/ground/errors.ts';
import { Ends } from './ends.ts';

const end = fc.constantFrom(0 as const, 1 as const);
const size = fc.constantFrom(0, 1, 17, 300, 5000, 70_000);
const rate = fc.constantFrom(9600, 57_600, 115_200);

const options = fc.record({
  baudRate: rate,
  dataBits: fc.constantFrom(5 as const, 7 as const, 8 as const),
  parity: fc.constantFrom('none', 'even', 'space'),
  lock: fc.boolean(),
  rtscts: fc.boolean(),
  xon: fc.boolean(),
  xoff: fc.boolean(),
  xany: fc.boolean(),
  hupcl: fc.boolean(),
});

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('open' as const), end, options }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('write' as const), end, size }) },
  fc.record({ does: fc.constantFrom('read', 'drain', 'flush', 'get', 'close' as const), end }),
  fc.record({
    does: fc.constant('set' as const),
    end,
    brk: fc.boolean(),
    rts: fc.boolean(),
    dtr: fc.boolean(),
  }),
  fc.record({ does: fc.constant('update' as const), end, rate }),
  fc.record({ does: fc.constant('pass' as const), ms: fc.constantFrom(0, 0.1, 3, 200) }),
);

describe('a null modem of which anything is asked in any order', () => {
  it('settles each promise by the time that both ends are closed, and comes to rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const ends = new Ends({ trigger: 14 });
        const open: NullModemPort[][] = [[], []];
        const asked: Promise<unknown>[] = [];
        const ask = (promise: Promise<unknown> | undefined): void => {
          if (promise !== undefined) asked.push(promise.catch(expected));
        };
        for (const each of steps) {
          if (each.does === 'pass') {
            await ends.time.advance({ ms: each.ms });
            continue;
          }
          const port = open[each.end]?.at(-1);
          switch (each.does) {
            case 'open': {
              const opened = await ends.open(each.end, each.options).catch(expected);
              if (opened !== undefined) open[each.end]?.push(opened);
              break;
            }
            case 'write':
              ask(port?.write(Buffer.alloc(each.size, 0x33)));
              break;
            case 'read':
              ask(port?.read(Buffer.alloc(100), 0, 100));
              break;
            case 'set':
              ask(port?.set(each));
              break;
            case 'update':
              ask(port?.update({ baudRate: each.rate }));
              break;
            case 'close':
              ask(port?.close());
              open[each.end]?.pop();
              break;
            case 'drain':
            case 'flush':
            case 'get':
              ask(port?.[each.does]());
          }
        }
        await ends.line.close();
        await ends.time.until(Promise.all(asked));
        await ends.time.settle();
        expect(open.flat().some(({ isOpen }) => isOpen)).to.equal(false);
      }),
      { numRuns: 500 },
    );
  });
});

/** What may be refused, or canceled; anything else is a mistake of ours. */
function expected(error: Error & { canceled?: boolean }): undefined {
  if (error instanceof HarnessError || error.canceled === true) return undefined;
  throw error;
}
