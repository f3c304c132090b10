import { known } from '../config/ends.ts';
import { OF_A_TEST } from '../config/facts.ts';
import { comOf, type Product } from '../config/model.ts';
import type { Pair, PortOf } from '../config/pair.ts';
import { isCode } from '../config/sections.ts';
import type { Meeting, Phrases } from '../config/words/phrases.ts';
import { type Answer, meetingAt, namesOf, type Roles, rolesIn } from './answer.ts';
import { onOneLine } from './harmless.ts';
import { BOLD, GREEN, type Paint, RED } from './paint.ts';
import { wrapped } from './width.ts';

export interface VerdictOptions {
  readonly phrases: Phrases;
  readonly paint: Paint;
  readonly columns: number;
  /** How a person here types `nullmodem`. */
  readonly program: string;
}

/** What it comes to, in a few lines: whether they talk, and then how to start and to test them. */
export function verdictInWords(answer: Answer, options: VerdictOptions): string {
  const { verdict, machines, diagnostics } = answer;
  const { phrases, paint, columns, program } = options;
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  const counts = phrases.counts(count('error'), count('warning'));
  switch (verdict) {
    case 'not-understood':
      return paint(`1;${RED}`, phrases.notUnderstood(counts));
    case 'will-not-talk':
      return paint(`1;${RED}`, refusal(answer, counts, phrases));
    case 'one-machine': {
      const [name = ''] = namesOf(machines).values();
      return wrapped(phrases.alone(onOneLine(name), program), columns).join('\n');
    }
    case 'will-talk': {
      const met = answer.pairs.flatMap((pair) => {
        const roles = rolesIn(pair);
        return roles === undefined ? [] : [howTo(answer, pair, roles, options).join('\n')];
      });
      return met.length === 0 ? phrases.noMistake : met.join('\n\n');
    }
  }
}

function howTo(
  answer: Answer,
  pair: Pair,
  roles: Roles,
  { phrases, paint, columns }: VerdictOptions,
): readonly string[] {
  const names = namesOf(answer.machines);
  const nameOf = ({ machine }: PortOf): string => onOneLine(names.get(machine) ?? '');
  const [listener, connector] = [nameOf(roles.listener), nameOf(roles.connector)];
  const [here, there] = [meetingAt(roles.listener), meetingAt(roles.connector)].map(harmlessly);
  const sentences = (...parts: readonly (string | undefined)[]): readonly string[] =>
    wrapped(parts.filter((part) => part !== undefined).join(' '), columns);
  return [
    paint(`1;${GREEN}`, phrases.willTalk),
    ...(here === undefined ? [] : sentences(phrases.listens(listener, here))),
    ...(there === undefined ? [] : sentences(phrases.connects(connector, there))),
    '',
    ...sentences(phrases.startFirst(listener), ...afterwards(roles, listener, connector, phrases)),
    '',
    ...testing(pair, answer.lines, roles, nameOf, phrases, paint),
  ];
}

function harmlessly(meeting: Meeting | undefined): Meeting | undefined {
  if (meeting === undefined) return undefined;
  return meeting.kind === 'tcp'
    ? { kind: 'tcp', address: onOneLine(meeting.address) }
    : { kind: 'pipe', path: onOneLine(meeting.path) };
}

const DIALS_ONCE: ReadonlySet<Product> = new Set<Product>(['virtualbox', 'qemu', 'libvirt']);

/** What happens when the other one is started first, and when the listener is started again. */
function afterwards(roles: Roles, listener: string, connector: string, phrases: Phrases): readonly string[] {
  const { machine, port } = roles.connector;
  if (port.end.kind === 'tcp' && known(port.end.reconnects) === true) return [phrases.dialsAgain(connector)];
  return [
    phrases.startedTooSoon(connector, machine.product, refusalOf(roles.connector)),
    ...(DIALS_ONCE.has(machine.product) ? [phrases.neverDialsAgain(connector, listener)] : []),
  ];
}

/** The product's own words when nobody listens. */
function refusalOf(connector: PortOf): string | undefined {
  const meeting = harmlessly(meetingAt(connector));
  if (meeting?.kind !== 'tcp') return undefined;
  switch (connector.machine.product) {
    case 'virtualbox':
      return `DrvTCP#0 failed to connect to socket ${meeting.address}`;
    case 'qemu':
    case 'libvirt':
      return `Failed to connect to '${meeting.address}': Connection refused`;
    case 'vmware':
    case 'dosbox':
    case 'dosbox-x':
      return undefined;
  }
}

function refusal({ machines, diagnostics }: Answer, counts: string, phrases: Phrases): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return phrases.didNotTalk;
  return errors.every(({ code }) => isCode(code) && OF_A_TEST.has(code))
    ? phrases.testsWillFail(counts)
    : phrases.willNotTalk(counts, machines.length);
}

interface Run {
  readonly end: PortOf;
  readonly command: string;
}

/** The note's test: one receives, the other sends, and then the other way round. */
function testing(
  pair: Pair,
  lines: Answer['lines'],
  { listener, connector }: Roles,
  nameOf: (end: PortOf) => string,
  phrases: Phrases,
  paint: Paint,
): readonly string[] {
  const shown = (runs: readonly Run[]): readonly string[] => {
    const heads = runs.map(({ end }) => `  ${phrases.inMachine(nameOf(end))}  `);
    const width = Math.max(...heads.map((head) => head.length));
    return runs.map(({ command }, i) => (heads[i] ?? '').padEnd(width) + paint(BOLD, onOneLine(command)));
  };
  if (lines.a !== undefined && lines.b !== undefined) {
    const runs = [
      { end: pair.a, command: lines.a },
      { end: pair.b, command: lines.b },
    ].sort((one, other) => sends(one.command) - sends(other.command));
    return [phrases.test, ...shown(runs)];
  }
  const both = (receiver: PortOf, sender: PortOf): readonly Run[] => [
    { end: receiver, command: `com ${comOf(receiver.port) ?? 1} rx 8 1 even 9600` },
    { end: sender, command: `com ${comOf(sender.port) ?? 1} tx 8 1 even 9600 hello` },
  ];
  return [
    phrases.test,
    ...shown(both(listener, connector)),
    phrases.otherWayRound,
    ...shown(both(connector, listener)),
  ];
}

const sends = (command: string): number => (/^\s*\S+\s+\S+\s+tx\b/.test(command) ? 1 : 0);
