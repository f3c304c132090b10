import { createRequire } from 'node:module';
import type {
  BindingInterface,
  BindingPortInterface,
} from '../../../harness/adapter/serialport/bindings-interface.ts';
import { nullModem } from '../../../harness/adapter/serialport/null-modem.ts';
import { SteppedTime } from '../../../harness/adapter/serialport/stepped-time.ts';
import { keepsTheContract, type UnderTest } from './binding-contract.ts';
import { listening } from './ends.ts';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

keepsTheContract({
  name: 'the binding of a null modem, in stepped time',
  up: async (baudRate): Promise<UnderTest> => {
    const time = new SteppedTime();
    const { binding, close } = nullModem({ time, trigger: 14 });
    const far = await binding.open({ path: '/dev/ttyNM1', baudRate });
    const got = listening(far);
    return {
      binding,
      path: '/dev/ttyNM0',
      send: (bytes) => void far.write(Buffer.from(bytes)),
      received: () => Uint8Array.from(got),
      settled: (promise) => time.until(promise),
      pass: () => time.advance({ ms: 10 }),
      down: close,
    };
  },
});

keepsTheContract({
  name: 'the binding of a null modem, on the wall clock',
  up: async (baudRate): Promise<UnderTest> => {
    const { binding, close } = nullModem();
    const far = await binding.open({ path: '/dev/ttyNM1', baudRate });
    const got = listening(far);
    return {
      binding,
      path: '/dev/ttyNM0',
      send: (bytes) => void far.write(Buffer.from(bytes)),
      received: () => Uint8Array.from(got),
      settled: (promise) => promise,
      // What has been sent has come when it has left.
      pass: async () => {
        await far.drain();
        await turn();
      },
      down: close,
    };
  },
});

interface Mock
  extends BindingInterface<BindingPortInterface & { recording: Buffer; emitData(data: Buffer): void }> {
  createPort(path: string, options: { readonly record: boolean }): void;
  reset(): void;
}

/** Its types are found by `require` alone. */
const { MockBinding } = createRequire(import.meta.url)('@serialport/binding-mock') as {
  readonly MockBinding: Mock;
};

keepsTheContract({
  name: '@serialport/binding-mock, which shows that these are no promises of our own making',
  up: async (): Promise<UnderTest> => {
    MockBinding.createPort('/dev/mock', { record: true });
    const opened: Awaited<ReturnType<Mock['open']>>[] = [];
    const binding: BindingInterface = {
      list: MockBinding.list,
      open: async (options) => {
        const port = await MockBinding.open(options);
        opened.push(port);
        return port;
      },
    };
    return {
      binding,
      path: '/dev/mock',
      send: (bytes) => opened.at(-1)?.emitData(Buffer.from(bytes)),
      received: () => opened.at(-1)?.recording ?? Buffer.alloc(0),
      settled: (promise) => promise,
      pass: turn,
      down: async () => MockBinding.reset(),
    };
  },
  breaks: [
    'open takes an option that is undefined for one not given',
    'open opens a port twice when neither locks it',
    'close makes a write under way reject as canceled',
    'update rejects a rate that it does not support, and keeps the one that it has',
    // It has no time: what is written has been transmitted.
    'flush discards what has been written and not transmitted',
  ],
});
