import type { Range } from '../../ground/source.ts';
import type { Word } from '../command/command.ts';
import { laterIn } from '../later.ts';
import { type End, type Parts, type Place, type Port, type Said, standardOf } from '../model.ts';
import { type Backend, shortBackend } from './backend.ts';
import { type Chardevs, idOf } from './chardevs.ts';
import { type Device, deviceOf, numberOf, propertyOf } from './device.ts';
import { endOf } from './end.ts';
import type { Argument, Invocation } from './invocation.ts';
import { type Part, partOf } from './options.ts';

/** A port, and what it is made of. */
export interface Wired {
  readonly port: Port;
  /** What a `-serial` or a `-chardev` says of it. */
  readonly backend?: Backend;
  readonly device?: Device;
  /** The id of a chardev that it asks for. */
  readonly asked?: Part;
}

const CHARDEV = 'chardev:';

/** The nth -serial is COMn, `null` and `none` included; each isa-serial takes the next place, or says which. */
export function portsOf(invocation: Invocation, chardevs: Chardevs): Wired[] {
  const serials = invocation.serials.flatMap(
    (argument, index) => ofSerial(argument, index + 1, chardevs) ?? [],
  );
  let next = serials.filter(({ port }) => port.enabled.value).length;
  const devices = invocation.devices.flatMap(({ option, value }) => {
    if (value === undefined) return [];
    const wired = ofDevice(option, deviceOf(value), next, chardevs);
    next += 1;
    return wired;
  });
  const said = [...serials, ...devices];
  return said.length > 0 ? said : usual(invocation, chardevs);
}

function ofSerial({ option, value }: Argument, number: number, chardevs: Chardevs): Wired | undefined {
  if (value === undefined) return undefined;
  const isAsking = value.text.startsWith(CHARDEV);
  const asked = isAsking ? partOf(value, CHARDEV.length, value.text.length) : undefined;
  const backend = asked === undefined ? shortBackend(value) : chardevs.called(asked.text);
  const port: Port = {
    number,
    at: together(option, value),
    enabled: { value: value.text !== 'none', at: value.at },
    end: backend === undefined ? nowhere(value) : endOf(backend),
    parts: { value: value.at, option: option.at, ...partsOf(asked && backend), ...scripted(value) },
  };
  return { port, ...(backend && { backend }), ...(asked && { asked }) };
}

function ofDevice(option: Word, device: Device, next: number, chardevs: Chardevs): Wired {
  const { word } = device;
  const [index, base, irq, chardev] = ['index', 'iobase', 'irq', 'chardev'].map((key) =>
    propertyOf(device, key),
  );
  const number = (numberOf(index?.value.text ?? '') ?? next) + 1;
  const asked = chardev?.value;
  const backend = asked && chardevs.called(asked.text);
  const saidIrq =
    irq === undefined ? irqOfNumber(number, base === undefined ? undefined : word.at) : numberSaid(irq.value);
  const saidBase = base === undefined ? undefined : numberSaid(base.value);
  const port: Port = {
    number,
    at: together(option, word),
    enabled: { value: true, at: word.at },
    ...(saidBase && { base: saidBase }),
    ...(saidIrq && { irq: saidIrq }),
    end: backend === undefined ? nowhere(word) : endOf(backend),
    parts: { device: word.at, option: option.at, ...partsOf(backend), ...scripted(word) },
  };
  return { port, device, ...(backend && { backend }), ...(asked && { asked }) };
}

/** Where the base is moved, the IRQ stays: QEMU takes it from the port's number. */
const irqOfNumber = (number: number, at: Place | undefined): Said<number> | undefined => {
  const irq = standardOf(number)?.irq;
  return at === undefined || irq === undefined ? undefined : { value: irq, at };
};

function numberSaid({ text, at, later }: Part): Said<number> | undefined {
  const value = numberOf(text);
  if (later !== undefined) return { value: 0, at, later };
  return value === undefined ? undefined : { value, at };
}

/** A machine that says nothing of serial ports has one, unless it wants nothing that it does not ask for. */
function usual({ line, nodefaults, nographic }: Invocation, chardevs: Chardevs): Wired[] {
  const [meant] = chardevs.unused();
  const place = (nographic ?? line.name ?? line.words[0])?.at ?? line.at;
  if (meant === undefined && nodefaults) return [];
  const what = { value: nographic === undefined ? 'vc' : 'mon:stdio', at: place };
  const port: Port = {
    number: 1,
    at: meant?.word.at ?? place,
    enabled: { value: true, at: place },
    end: meant === undefined ? { kind: 'other', what } : endOf(meant),
    parts: partsOf(meant),
  };
  return [{ port, ...(meant && { backend: meant }) }];
}

/** The chardev that a port has, where it is one by itself. */
const partsOf = (backend: Backend | undefined): Parts =>
  backend === undefined || idOf(backend) === ''
    ? {}
    : { chardev: backend.word.at, ...scripted(backend.word) };

/** What a script makes cannot be mended in its text. */
const scripted = ({ later, text, at }: Word): Parts =>
  later === undefined && laterIn(text) === undefined ? {} : { scripted: at };

const nowhere = ({ text, at }: Word): End => ({ kind: 'disconnected', what: { value: text, at } });

function together(option: Word, { at }: Word): Place {
  const { source, range } = option.at;
  const whole: Range = [range[0], Math.max(range[1], at.range[1])];
  return at.range[0] >= range[1] ? { source, range: whole } : at;
}
