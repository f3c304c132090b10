import type { Source } from '../../ground/source.ts';
import type { CommandLine, Word } from '../command/command.ts';
import type { Finding } from '../finding.ts';
import type { Reader } from '../format.ts';
import { grouped } from '../grouped.ts';
import type { Machine, Parts, Place, Port } from '../model.ts';
import { type ModifiedMachine, modifiedMachinesIn } from './modified-machine.ts';
import { type UartOption, uartOptionsOf } from './uart-option.ts';
import { type ModeSaid, modeOf, resourcesOf, typeOf } from './uart-values.ts';

/** Cheap: whether it is worth to look for command lines. */
const MARK = /\b(?:modifyvm|changeuartmode[1-4])\b/i;

export const looksLikeModifyvm = (source: Source): boolean =>
  MARK.test(source.text) && modifiedMachinesIn(source).length > 0;

/** The machines that a text sets up with `VBoxManage modifyvm`, in whatever language it is written. */
export const readModifyvm: Reader = (source) => {
  const read = modifiedMachinesIn(source).map((each) => readMachine(source, each));
  // A command may be for several machines: what is wrong with it is said once.
  const findings = grouped(
    read.flatMap((each) => each.findings),
    ({ code, at }) => `${code} ${at.range}`,
  );
  return {
    machines: read.map(({ machine }) => machine),
    findings: [...findings.values()].flatMap(([first]) => first ?? []),
  };
};

interface MachineReading {
  readonly machine: Machine;
  readonly findings: readonly Finding[];
}

function readMachine(source: Source, { name, lines }: ModifiedMachine): MachineReading {
  const read = lines.map(uartOptionsOf);
  const { options, findings: twice } = numbered(read.flatMap((each) => each.options));
  const byPort = [...grouped(options, ({ port }) => port)].sort(([one], [other]) => one - other);
  const ports = byPort.map(([number, own]) => readPort(source, number, own, name));
  const machine = machineOf(
    source,
    name,
    lines,
    ports.map(({ port }) => port),
  );
  return {
    machine,
    findings: [
      ...lines.flatMap(({ findings }) => findings),
      ...read.flatMap(({ findings }) => findings),
      ...twice,
      ...ports.flatMap(({ findings }) => findings),
    ],
  };
}

function machineOf(
  source: Source,
  name: string | undefined,
  lines: readonly CommandLine[],
  ports: readonly Port[],
): Machine {
  const [first] = lines;
  const last = lines.findLast((line) => /^m/i.test(line.name?.text ?? ''));
  const at = first === undefined ? { source, range: [0, 0] as const } : headingOf(first);
  const shell = first?.shell;
  const isOfWindows = shell === 'cmd' || shell === 'powershell';
  return {
    format: 'modifyvm',
    product: 'virtualbox',
    name,
    at,
    ...(isOfWindows ? { host: { value: 'windows', at } as const } : {}),
    ports,
    parts: last === undefined ? {} : ending(last),
  };
}

/** The command and the machine's name. */
function headingOf({ name, words: [vm], at }: CommandLine): Place {
  if (name === undefined || vm === undefined) return at;
  const range = [name.at.range[0], vm.at.range[1]] as const;
  return range[0] < range[1] ? { source: at.source, range } : name.at;
}

/** Where more options can be put. */
function ending({ shell, at, words }: CommandLine): Parts {
  const [previous, last] = words.slice(-2);
  const end = last ?? previous;
  return {
    [shell]: at,
    ...(end === undefined ? {} : { last: end.at }),
    ...(last === undefined || previous === undefined ? {} : { previous: previous.at }),
  };
}

interface Numbered {
  readonly options: readonly UartOption[];
  readonly findings: readonly Finding[];
}

/**
 * A mode that is given twice to a port, while another port has a place and no mode, was meant for that one: somebody
 * has copied a line, and not its number.
 */
function numbered(options: readonly UartOption[]): Numbered {
  const modes = options.filter(({ kind }) => kind === 'mode');
  const placed = options.filter(
    ({ kind, values: [first] }) => kind === 'uart' && first?.text.toLowerCase() !== 'off',
  );
  const without = placed.find(({ port }) => !modes.some((mode) => mode.port === port));
  const twice = modes.find(
    (mode, at) =>
      modes.findIndex(({ port }) => port === mode.port) < at &&
      !isSame(
        mode,
        modes.find(({ port }) => port === mode.port),
      ),
  );
  if (without === undefined || twice === undefined) return { options, findings: [] };
  const { option } = twice;
  const { source, range } = option.at;
  const written = source.text.slice(...range);
  const meant = written.replace(/\d(?=["']?$|=)/, String(without.port));
  const finding: Finding = {
    code: 'uart-mode-twice',
    severity: 'error',
    facts: { option: option.text.replace(/=.*$/s, '') },
    at: option.at,
    ...(meant === written ? {} : { edits: [source.edit(range, meant)] }),
  };
  return {
    options: options.map((each) => (each === twice ? { ...each, port: without.port } : each)),
    findings: [finding],
  };
}

const isSame = (one: UartOption, other: UartOption | undefined): boolean =>
  one.values.map(({ text }) => text).join(' ') === other?.values.map(({ text }) => text).join(' ');

/** What the last option of each kind says; VBoxManage takes them one after the other. */
function readPort(
  source: Source,
  number: number,
  options: readonly UartOption[],
  name: string | undefined,
): { port: Port; findings: readonly Finding[] } {
  const last = (kind: UartOption['kind']) => options.findLast((each) => each.kind === kind);
  const [uart, mode, type] = [last('uart'), last('mode'), last('type')];
  const at = (uart ?? mode ?? type)?.option.at ?? { source, range: [0, 0] as const };
  const resources = uart === undefined ? undefined : resourcesOf(uart);
  const led = mode === undefined ? undefined : modeOf(mode);
  const said = type === undefined ? undefined : typeOf(type);
  const port: Port = {
    number,
    at,
    // The port of a machine that runs can be led elsewhere only where there is one.
    enabled: resources?.enabled ?? { value: mode?.running === true, at },
    ...(resources?.base === undefined ? {} : { base: resources.base }),
    ...(resources?.irq === undefined ? {} : { irq: resources.irq }),
    ...(said?.uart === undefined ? {} : { uart: said.uart }),
    end: led?.end ?? {
      kind: 'disconnected',
      what: { value: '', at: (mode ?? uart ?? type)?.option.at ?? at },
    },
    parts: {
      ...partsOf('uart', uart, resources?.words),
      ...partsOf('mode', mode, led?.words),
      ...partsOf('type', type, said?.words),
    },
  };
  return {
    port,
    findings: [
      ...(resources?.findings ?? []),
      ...(said?.findings ?? []),
      ...(led?.findings ?? []),
      ...(led?.wrong === undefined ? [] : [unknownMode(name, led.wrong)]),
      ...(mode !== undefined && led === undefined ? [withoutMode(mode)] : []),
    ],
  };
}

/** An option, and the words behind it: `mode`, `mode0`, `mode1`; `scripted` where one is made by the script. */
function partsOf(kind: string, option: UartOption | undefined, words: readonly Word[] = []): Parts {
  if (option === undefined) return {};
  const scripted = words.find(({ later }) => later !== undefined);
  return {
    [kind]: option.option.at,
    ...Object.fromEntries(words.map(({ at }, index) => [`${kind}${index}`, at])),
    ...(scripted === undefined ? {} : { [`${kind}Scripted`]: scripted.at }),
  };
}

const unknownMode = (
  name: string | undefined,
  { word, meant, edit }: NonNullable<ModeSaid['wrong']>,
): Finding => ({
  code: 'mode-unknown',
  severity: 'error',
  facts: { machine: name ?? word.at.source.file, product: 'virtualbox', word: word.text, nearest: meant },
  at: word.at,
  edits: [word.at.source.edit(word.at.range, edit)],
});

const withoutMode = ({ option }: UartOption): Finding => ({
  code: 'value-missing',
  severity: 'error',
  facts: { name: 'MODE', after: option.text },
  at: option.at,
});
