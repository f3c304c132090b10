import { AssertionError, expect } from 'chai';
import type {
  BindingInterface,
  BindingPortInterface,
  OpenOptions,
} from '../../../harness/adapter/serialport/bindings-interface.ts';

/** A binding with a port that something stands at the other end of. */
export interface UnderTest {
  readonly binding: BindingInterface;
  readonly path: string;
  /** Sends from the other end; the port is open. */
  send(bytes: Uint8Array): void;
  /** What has come out at the other end. */
  received(): Uint8Array;
  /** Lets time pass until the promise is settled. */
  settled<T>(promise: Promise<T>): Promise<T>;
  /** Lets a little time pass. */
  pass(): Promise<void>;
  down(): Promise<void>;
}

export interface BindingKind {
  readonly name: string;
  /** The other end stands at this rate. */
  up(baudRate: number): Promise<UnderTest>;
  /** What this binding is known not to keep, by the titles below. */
  readonly breaks?: readonly string[];
}

const FAST = 115_200;
const BYTES = Uint8Array.from({ length: 256 }, (_, value) => value);
const DEFAULTS = {
  dataBits: 8,
  lock: true,
  stopBits: 1,
  parity: 'none',
  rtscts: false,
  xon: false,
  xoff: false,
  xany: false,
  hupcl: true,
};
const INFO = ['path', 'manufacturer', 'serialNumber', 'pnpId', 'locationId', 'productId', 'vendorId'];

/** Each method, called as it should be. */
const METHODS: Readonly<Record<string, (port: BindingPortInterface) => Promise<unknown>>> = {
  close: (port) => port.close(),
  read: (port) => port.read(Buffer.alloc(1), 0, 1),
  write: (port) => port.write(Buffer.alloc(1)),
  update: (port) => port.update({ baudRate: 9600 }),
  set: (port) => port.set({ dtr: true }),
  get: (port) => port.get(),
  getBaudRate: (port) => port.getBaudRate(),
  flush: (port) => port.flush(),
  drain: (port) => port.drain(),
};

/** What the promise rejects with; null when it does not. */
const rejection = (promise: Promise<unknown>): Promise<Error | null> =>
  promise.then(
    () => null,
    (error) => error,
  );

const typeErrors = async (...calls: readonly (() => Promise<unknown>)[]): Promise<void> => {
  for (const call of calls) expect(await rejection(call()), `${call}`).to.be.instanceOf(TypeError);
};

/** What the types of @serialport/bindings-interface and their descriptions promise, and what the stream builds on. */
export function keepsTheContract({ name, up, breaks = [] }: BindingKind): void {
  describe(name, () => {
    let under: UnderTest;
    const titles: string[] = [];

    const must = (title: string, body: () => Promise<void>): void => {
      titles.push(title);
      if (breaks.includes(title)) it(`breaks: ${title}`, () => fails(body));
      else it(title, body);
    };

    const rise = async (baudRate = FAST): Promise<UnderTest> => {
      under = await up(baudRate);
      return under;
    };

    const opened = async (options: Partial<OpenOptions> = {}): Promise<BindingPortInterface> => {
      const { baudRate = FAST } = options;
      const { binding, path } = await rise(baudRate);
      return binding.open({ path, baudRate, ...options });
    };

    afterEach(() => under.down());

    must('list gives all fields of each port, undefined where nothing is known', async () => {
      const { binding, path } = await rise();
      const ports = await binding.list();
      expect(ports.map((port) => port.path)).to.include(path);
      for (const port of ports) {
        expect(port).to.have.all.keys(INFO);
        for (const value of Object.values(port)) expect(value).to.satisfy(isNameOrUndefined);
      }
    });

    must('open rejects with a TypeError without options, path or rate', async () => {
      const { binding, path } = await rise();
      const open = binding.open as (options?: object) => Promise<unknown>;
      await typeErrors(
        () => open(),
        () => open({ baudRate: 9600 }),
        () => open({ path: '', baudRate: 9600 }),
        () => open({ path }),
      );
    });

    must('open names the port that is not there', async () => {
      const { binding } = await rise();
      const error = await rejection(binding.open({ path: 'COMBAD', baudRate: 9600 }));
      expect(error?.message).to.include('COMBAD');
    });

    must('open gives an open port, whose options are those given and the documented defaults', async () => {
      const port = await opened({ baudRate: 9600, dataBits: 7 });
      expect(port.isOpen).to.equal(true);
      const expected = { ...DEFAULTS, path: under.path, baudRate: 9600, dataBits: 7 };
      expect(port.openOptions).to.deep.equal(expected);
    });

    must('open takes an option that is undefined for one not given', async () => {
      const port = await opened({ parity: undefined } as unknown as Partial<OpenOptions>);
      expect(port.openOptions.parity).to.equal('none');
    });

    must('open rejects while another has the port locked, which stays open', async () => {
      const port = await opened();
      const { binding, path } = under;
      expect(await rejection(binding.open({ path, baudRate: FAST }))).to.be.instanceOf(Error);
      expect(await rejection(binding.open({ path, baudRate: FAST, lock: false }))).to.be.instanceOf(Error);
      expect(port.isOpen).to.equal(true);
      await port.getBaudRate();
    });

    must('open opens a port twice when neither locks it', async () => {
      const first = await opened({ lock: false });
      const second = await under.binding.open({ path: under.path, baudRate: FAST, lock: false });
      await first.close();
      expect([first.isOpen, second.isOpen]).to.deep.equal([false, true]);
      await second.getBaudRate();
    });

    must('open opens again what has been closed', async () => {
      await (await opened()).close();
      const again = await under.binding.open({ path: under.path, baudRate: FAST });
      expect(again.isOpen).to.equal(true);
    });

    must('close ends isOpen', async () => {
      const port = await opened();
      await port.close();
      expect(port.isOpen).to.equal(false);
    });

    must('close makes a read under way reject as canceled', async () => {
      const port = await opened();
      const read = rejection(port.read(Buffer.alloc(8), 0, 8));
      await under.pass();
      await port.close();
      expect(await under.settled(read)).to.include({ canceled: true });
    });

    must('close makes a write under way reject as canceled', async () => {
      const port = await opened({ baudRate: 9600 });
      const write = rejection(port.write(Buffer.alloc(65_536)));
      await port.close();
      expect(await under.settled(write)).to.include({ canceled: true });
    });

    for (const [method, call] of Object.entries(METHODS)) {
      must(`${method} rejects, and does not throw, when the port is closed`, async () => {
        const port = await opened();
        await port.close();
        const promise = call(port);
        expect(await rejection(promise)).to.be.instanceOf(Error);
      });
    }

    must('read rejects with a TypeError when it is not given a buffer, an offset and a length', async () => {
      const port = await opened();
      const read = port.read.bind(port) as (...args: unknown[]) => Promise<unknown>;
      await typeErrors(
        () => read('text', 0, 1),
        () => read(Buffer.alloc(1), Number.NaN, 1),
        () => read(Buffer.alloc(1), 0, '1'),
      );
    });

    must('read rejects when the buffer is too small', async () => {
      const port = await opened();
      expect(await rejection(port.read(Buffer.alloc(8), 4, 5))).to.be.instanceOf(Error);
    });

    must('read waits until there is a byte', async () => {
      const port = await opened();
      let done = false;
      const read = port.read(Buffer.alloc(8), 0, 8).then(({ bytesRead }) => {
        done = true;
        return bytesRead;
      });
      await under.pass();
      expect(done).to.equal(false);
      under.send(BYTES.subarray(0, 1));
      expect(await under.settled(read)).to.equal(1);
    });

    must('read fills what it is told of its own buffer, and nothing else', async () => {
      const port = await opened();
      under.send(Uint8Array.of(1, 2, 3, 4));
      await under.pass();
      const buffer = Buffer.alloc(6, 0xee);
      const result = await under.settled(port.read(buffer, 2, 3));
      expect(result.buffer).to.equal(buffer);
      expect(result.bytesRead).to.equal(3);
      expect([...buffer]).to.deep.equal([0xee, 0xee, 1, 2, 3, 0xee]);
    });

    must('read gives each of the 256 values that came, in order and once', async () => {
      const port = await opened();
      under.send(BYTES);
      const got: number[] = [];
      while (got.length < 256) {
        const buffer = Buffer.alloc(100);
        const { bytesRead } = await under.settled(port.read(buffer, 0, 100));
        expect(bytesRead).to.be.within(1, 100);
        got.push(...buffer.subarray(0, bytesRead));
      }
      expect(got).to.deep.equal([...BYTES]);
    });

    must('write rejects with a TypeError when it is not given a buffer', async () => {
      const port = await opened();
      const write = port.write.bind(port) as (data?: unknown) => Promise<unknown>;
      await typeErrors(
        () => write('text'),
        () => write(null),
      );
    });

    must('write is done with nothing at once', async () => {
      await (await opened()).write(Buffer.alloc(0));
    });

    must('write carries each of the 256 values, in order and once', async () => {
      const port = await opened();
      await under.settled(port.write(Buffer.from(BYTES)));
      await under.settled(port.drain());
      await under.pass();
      expect([...under.received()]).to.deep.equal([...BYTES]);
    });

    must('write may be followed by the next when it is done', async () => {
      const port = await opened();
      for (const byte of [1, 2, 3]) await under.settled(port.write(Buffer.of(byte)));
      await under.settled(port.drain());
      await under.pass();
      expect([...under.received()]).to.deep.equal([1, 2, 3]);
    });

    must('update rejects with a TypeError without an object with a rate', async () => {
      const port = await opened();
      const update = port.update.bind(port) as (options?: unknown) => Promise<unknown>;
      await typeErrors(
        () => update(),
        () => update({}),
        () => update({ baudRate: '9600' }),
      );
    });

    must('update changes the rate', async () => {
      const port = await opened();
      await port.update({ baudRate: 57_600 });
      expect(await port.getBaudRate()).to.deep.equal({ baudRate: 57_600 });
    });

    must('update rejects a rate that it does not support, and keeps the one that it has', async () => {
      const port = await opened();
      for (const baudRate of [0, -9600, Number.NaN, 1e9])
        expect(await rejection(port.update({ baudRate })), `${baudRate}`).to.be.instanceOf(Error);
      expect(await port.getBaudRate()).to.deep.equal({ baudRate: FAST });
    });

    must('set rejects with a TypeError without an object', async () => {
      const port = await opened();
      const set = port.set.bind(port) as (options?: unknown) => Promise<unknown>;
      await typeErrors(
        () => set(),
        () => set(() => {}),
      );
    });

    must('set takes each flag', async () => {
      const port = await opened();
      for (const flag of ['brk', 'cts', 'dsr', 'dtr', 'rts'])
        for (const value of [true, false]) await port.set({ [flag]: value });
    });

    must('get says of CTS, DSR and DCD whether they are on', async () => {
      const status = await (await opened()).get();
      expect(status).to.have.all.keys('cts', 'dsr', 'dcd');
      for (const value of Object.values(status)) expect(value).to.be.a('boolean');
    });

    must('getBaudRate gives the rate of open', async () => {
      const port = await opened({ baudRate: 4800 });
      expect(await port.getBaudRate()).to.deep.equal({ baudRate: 4800 });
    });

    must('flush discards what has been received and not read', async () => {
      const port = await opened();
      under.send(Uint8Array.of(1, 2, 3));
      await under.pass();
      await port.flush();
      under.send(Uint8Array.of(9));
      const buffer = Buffer.alloc(8);
      const { bytesRead } = await under.settled(port.read(buffer, 0, 8));
      expect([...buffer.subarray(0, bytesRead)]).to.deep.equal([9]);
    });

    must('flush discards what has been written and not transmitted', async () => {
      const port = await opened({ baudRate: 2400 });
      await under.settled(port.write(Buffer.alloc(100)));
      await port.flush();
      await under.settled(port.drain());
      await under.pass();
      expect(under.received().length).to.be.below(100);
    });

    must('drain is done when nothing has been written', async () => {
      const port = await opened();
      await under.settled(port.drain());
    });

    must('drain waits for a write under way', async () => {
      const port = await opened();
      const order: string[] = [];
      const write = port.write(Buffer.alloc(4200)).then(() => order.push('written'));
      await under.settled(port.drain().then(() => order.push('drained')));
      await write;
      await under.pass();
      expect(order).to.deep.equal(['written', 'drained']);
      expect(under.received().length).to.equal(4200);
    });

    it('names no promise that is not above', () => {
      expect(titles).to.include.members([...breaks]);
    });
  });
}

const isNameOrUndefined = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && value !== '');

/** Fails when the promise is kept: the list of what this binding breaks must be true. */
async function fails(body: () => Promise<void>): Promise<void> {
  const error = await rejection(body());
  if (error === null) throw new AssertionError('it is kept now: take it off the list');
  expect(error).to.be.instanceOf(Error);
}
