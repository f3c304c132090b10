import type { Range, Source } from '../../ground/source.ts';
import { MOST_MACHINES, type Reader } from '../format.ts';
import type { End, Machine, Place, Port, Product } from '../model.ts';
import { type Assignment, assignmentsOf, type Heading, isOfPorts, typeOf } from './assignments.ts';
import { faultsOf } from './faults.ts';
import { nullmodemEnd, type Parameters, parametersOf } from './nullmodem.ts';

const MARK =
  /^[ \t]*\[(?:autoexec|dosbox|sdl|serial)\][ \t]*\r?$|(?:(?<![\w-])|(?<=\\n))serial ?[1-9](?:[ \t]*=[ \t]*|[ \t]+)(?:nullmodem|directserial|softmodem|modem|dummy|disabled)\b/im;

export const looksLikeDosbox = (source: Source): boolean => MARK.test(source.text);

export const readDosbox: Reader = (source) => {
  const { headings, assignments } = assignmentsOf(source.text);
  const groups = byMachine(source.text, assignments);
  if (groups.length === 0 && headings.length > 0) groups.push([]);
  const product = productOf(source.text);
  const machines = groups.map((group) => machineOf(source, headings, group, product));
  const findings = groups.flatMap((group) => effective(group).flatMap((each) => faultsOf(source, each)));
  return { machines, findings };
};

/** What sets the ports of a machine, in the order of the text. */
interface Group {
  readonly assignments: Assignment[];
  section: Heading | undefined;
  /** What has given a port a meaning, by its number. */
  readonly meant: Map<number, Assignment>;
}

function byMachine(text: string, assignments: readonly Assignment[]): Assignment[][] {
  const groups: Group[] = [];
  for (const assignment of assignments) {
    let group = groups.at(-1);
    if (group === undefined || isOfNext(group, assignment)) {
      if (groups.length === MOST_MACHINES) break;
      group = { assignments: [], section: undefined, meant: new Map() };
      groups.push(group);
    }
    group.assignments.push(assignment);
    if (assignment.settled) group.section ??= assignment.section;
    if (!UNUSED.includes(typeOf(text, assignment))) group.meant.set(assignment.number, assignment);
  }
  return groups.map((group) => group.assignments);
}

/** It stands in a second configuration, or a script gives a port a second meaning. */
function isOfNext({ section, meant }: Group, next: Assignment): boolean {
  if (next.settled && next.section !== undefined && section !== undefined) return next.section !== section;
  const before = meant.get(next.number);
  return before !== undefined && (next.section === undefined || next.label !== before.label);
}

const UNUSED: readonly string[] = ['disabled', 'dummy'];

/** The last for each port; a command comes after what the configuration sets. */
function effective(assignments: readonly Assignment[]): Assignment[] {
  const inOrder = [...assignments].sort((one, other) => Number(other.settled) - Number(one.settled));
  return [...new Map(inOrder.map((each) => [each.number, each])).values()];
}

function machineOf(
  source: Source,
  headings: readonly Heading[],
  group: readonly Assignment[],
  usual: Product,
): Machine {
  const place = (range: Range): Place => ({ source, range });
  const [first] = group;
  const section = group.find(({ section }) => section && isOfPorts(section))?.section;
  const own = section ?? (first === undefined ? headings.find(isOfPorts) : undefined);
  const heading = headings[0];
  // A command's own name says more than the text that it stands in.
  const product = first && NOT_X.test(commandBefore(source.text, first)) ? 'dosbox' : usual;
  return {
    format: 'dosbox',
    product,
    name: first?.settled === false ? first.label : undefined,
    at: place(own?.line ?? first?.line ?? heading?.line ?? [0, 0]),
    ports: effective(group)
      .map((each) => portOf(source, each, product === 'dosbox-x'))
      .sort((one, other) => one.number - other.number),
    parts: {
      ...(own === undefined ? {} : { section: place(own.line) }),
      ...(heading === undefined ? {} : { heading: place(heading.line) }),
    },
  };
}

const NOT_X = /dosbox(?!-x)/i;
/** Far enough to see the name of the program that a setting is an option of. */
const LONGEST_COMMAND = 1000;

function commandBefore(text: string, { line, words }: Assignment): string {
  const [to] = words[0] ?? line;
  return text.slice(Math.max(line[0], to - LONGEST_COMMAND), to);
}

/** DOSBox-X writes its name into the comments. */
const productOf = (text: string): Product => (ONLY_X.test(text) ? 'dosbox-x' : 'dosbox');

const ONLY_X = /dosbox-x|\bnonlocal:|^[ \t]*\[(?:pc98|dosv|4dos|ide, primary|fdc, primary)\]/im;

function portOf(source: Source, assignment: Assignment, isX: boolean): Port {
  const { number, words } = assignment;
  const place = (range: Range): Place => ({ source, range });
  const [type = [0, 0]] = words;
  const all: Range = [type[0], words.at(-1)?.[1] ?? type[1]];
  const parameters = parametersOf(source.text, words);
  const irq = parameters.get('irq');
  return {
    number,
    at: place(assignment.line),
    enabled: { value: typeOf(source.text, assignment) !== 'disabled', at: place(type) },
    ...(irq === undefined || !/^\d{1,3}$/.test(irq.value)
      ? {}
      : { irq: { value: Number(irq.value), at: place(irq.valueAt) } }),
    end: endOf(source, assignment, parameters, isX),
    parts: { value: place(all) },
  };
}

function endOf(source: Source, assignment: Assignment, parameters: Parameters, isX: boolean): End {
  const range = assignment.words[0] ?? [0, 0];
  const type = typeOf(source.text, assignment);
  const named = parameters.get(type === 'directserial' ? 'realport' : 'file');
  const what =
    named === undefined
      ? { value: type, at: { source, range } }
      : { value: named.value, at: { source, range: named.valueAt } };
  switch (type) {
    case 'nullmodem':
      return nullmodemEnd(source, assignment, parameters, isX);
    case 'dummy':
    case 'disabled':
      return { kind: 'disconnected', what };
    case 'directserial':
      return { kind: 'device', what };
    case 'file':
      return { kind: 'file', what };
    default:
      return { kind: 'other', what };
  }
}
