import { Crystal } from '../ground/crystal.ts';
import { HarnessError, invariant } from '../ground/errors.ts';
import type { Side } from '../ground/side.ts';
import type { Recorder } from '../ground/trace.ts';
import { ForeignBus } from '../machine/foreign-bus.ts';
import type { ForeignChipMaker, SeenChip } from '../machine/foreign-chip.ts';
import { ForeignPort } from '../machine/foreign-port.ts';
import { Pc, type PcOptions } from '../machine/pc.ts';
import { AwaitedProcessor } from '../program/awaited-processor.ts';
import { Processor } from '../program/processor.ts';
import type { ChipName, MachineSetup } from '../scenario/model.ts';
import type { Clock } from '../time/clock.ts';
import type { ByteTerminal } from '../wire/terminal.ts';

/** Chips that others have made, by the name that scenarios give them. */
export type ForeignChips = Readonly<Partial<Record<ChipName, ForeignChipMaker>>>;

interface BoardOptions {
  readonly machine: Side;
  readonly setup: MachineSetup;
  readonly scratch: number;
  readonly recorder: Recorder | null;
  readonly chips: ForeignChips;
}

/** A PC with one UART, whoever made it, and what runs programs on it. */
export interface Board {
  readonly pc: Pc;
  readonly port: ByteTerminal & {
    readonly chip: SeenChip;
    onInterrupt: ((cause: number) => void) | null;
  };
  readonly processor: Processor;
  /** One access from outside any program: `answered` is called at its tick, at once where it can be. */
  read(port: number, answered: (value: number) => void): void;
  write(port: number, value: number, answered: () => void): void;
  powerOn(): Promise<void>;
  powerOff(): Promise<void>;
  reset(): void;
}

export function boardOf(clock: Clock, options: BoardOptions): Board {
  const { chip } = options.setup;
  return chip === undefined ? ownBoard(clock, options) : foreignBoard(clock, options, chip);
}

function ownBoard(clock: Clock, { machine, setup, scratch, recorder }: BoardOptions): Board {
  const pc = new Pc(clock, { machine, ports: [portOf(setup)], scratch, recorder });
  const [port] = pc.ports;
  invariant(port, 'a PC has the port that it was given');
  return {
    pc,
    port,
    processor: new Processor(pc, recorder),
    read: (at, answered) => answered(pc.in(at)),
    write(at, value, answered) {
      pc.out(at, value);
      answered();
    },
    async powerOn() {},
    async powerOff() {},
    reset: () => pc.reset(),
  };
}

function foreignBoard(clock: Clock, options: BoardOptions, name: ChipName): Board {
  const { machine, setup, recorder, chips } = options;
  const chip = makerOf(name, chips)();
  const pc = new Pc(clock, { machine, ports: [], recorder });
  const port = new ForeignPort(clock, pc.pic, { machine, irq: setup.wiredTo ?? setup.irq, chip, recorder });
  const bus = new ForeignBus(pc, setup.base, port);
  return {
    pc,
    port,
    processor: new AwaitedProcessor(pc, bus, recorder),
    read: (at, answered) => bus.read(at, answered),
    write: (at, value, answered) => bus.write(at, value, answered),
    powerOn: () => chip.powerOn(clock.now),
    powerOff: () => chip.powerOff(),
    reset() {
      pc.reset();
      port.reset();
    },
  };
}

function makerOf(name: ChipName, chips: ForeignChips): ForeignChipMaker {
  const maker = chips[name];
  if (maker !== undefined) return maker;
  throw new HarnessError(
    'usage',
    `the scenario asks for a chip of ${name}, and nobody has said where to get one`,
    'Give `play` the option `chips: { qemu: qemuChip }`.',
  );
}

const portOf = ({ base, irq, wiredTo, type, crystal }: MachineSetup): PcOptions['ports'][number] => ({
  base,
  irq: wiredTo ?? irq,
  ...(type === undefined ? {} : { type }),
  ...(crystal === undefined ? {} : { crystal: new Crystal(crystal) }),
});
