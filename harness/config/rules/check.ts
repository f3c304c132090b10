import type { Circumstances } from '../circumstances.ts';
import type { Finding } from '../finding.ts';
import type { Machine, Place } from '../model.ts';
import { MOST_COMPARED, type Pair, pairsOf } from '../pair.ts';
import { WELL_FORMED } from './address.ts';
import { ask } from './asking.ts';
import { ONE_COM_NUMBER, OPENED_BY_THE_LAB } from './com-number.ts';
import { type Crowded, crowdOf } from './crowd.ts';
import { ONE_FRAMING, RAW } from './framing.ts';
import { REACHABLE_HOST } from './host.ts';
import { LEADS } from './leads.ts';
import { lineFindings } from './lines.ts';
import { LISTENS_THERE, NO_LOOPBACK_AWAY, ONE_NUMBER, ONE_PATH } from './meeting.ts';
import { A_NUMBER, FREE_NUMBER, PERMITTED_NUMBER } from './number.ts';
import { ON } from './on.ts';
import { PIPE_FOLDER, PIPE_NAME, PIPE_PATH_LENGTH } from './pipe.ts';
import { BASE_OF_ITS_OWN, IRQ_OF_ITS_OWN, IRQ_OF_THE_BASE, STANDARD_BASE, WITH_FIFOS } from './place.ts';
import { ONE_LISTENER, RIGHT_ROLES } from './roles.ts';
import { error, info, nameOf, type Rule } from './rule.ts';
import { DIALS_AGAIN, STARTS_ALONE } from './start.ts';
import { areApart, bothOf, subjectsOf } from './subjects.ts';
import { NO_FIFOS, ONE_TRANSPORT, PIPE_AT_HOME, TCP_CHOSEN } from './transport.ts';

/** In the order in which they are asked: what hangs on something else comes after it. */
const RULES: readonly Rule[] = [
  ON,
  LEADS,
  ONE_TRANSPORT,
  TCP_CHOSEN,
  PIPE_AT_HOME,
  NO_FIFOS,
  ONE_LISTENER,
  RIGHT_ROLES,
  ONE_FRAMING,
  RAW,
  WELL_FORMED,
  A_NUMBER,
  PERMITTED_NUMBER,
  ONE_NUMBER,
  FREE_NUMBER,
  REACHABLE_HOST,
  NO_LOOPBACK_AWAY,
  LISTENS_THERE,
  PIPE_NAME,
  PIPE_PATH_LENGTH,
  ONE_PATH,
  PIPE_FOLDER,
  STARTS_ALONE,
  DIALS_AGAIN,
  WITH_FIFOS,
  STANDARD_BASE,
  BASE_OF_ITS_OWN,
  IRQ_OF_THE_BASE,
  IRQ_OF_ITS_OWN,
  OPENED_BY_THE_LAB,
  ONE_COM_NUMBER,
];

/**
 * All that the rules find. What the readers have found already stands at `said`: a place that a reader objects to is
 * not objected to once more.
 */
export function findingsOf(
  machines: readonly Machine[],
  circumstances: Circumstances,
  said: readonly Finding[] = [],
): readonly Finding[] {
  const alone = tooMany(machines) ?? twice(machines);
  if (alone !== undefined) return [alone];
  const pairs = pairsOf(machines);
  const subjects = subjectsOf(machines, pairs, circumstances);
  const both = pairs.map((pair) => bothOf(pair, subjects));
  const crowded = crowdOf(machines, pairs, (one, other) => areApart(circumstances, one, other));
  const found = [
    ...ask(RULES, subjects, both),
    ...crowded.map(({ finding }) => finding),
    ...withoutPartner(machines, pairs, crowded),
    ...lineFindings(circumstances),
  ];
  return found.filter(({ at }) => !said.some((other) => isWithin(at, other.at)));
}

function tooMany(machines: readonly Machine[]): Finding | undefined {
  const further = machines[MOST_COMPARED];
  const facts = { count: machines.length, most: MOST_COMPARED };
  return further === undefined ? undefined : error('machines-too-many', further.at, facts);
}

/** The same machine of the same file. */
function twice(machines: readonly Machine[]): Finding | undefined {
  const second = machines.find((machine, index) =>
    machines.slice(0, index).some((each) => isSamePlace(each.at, machine.at)),
  );
  const first = machines.find((machine) => second !== undefined && isSamePlace(machine.at, second.at));
  if (first === undefined || second === undefined) return undefined;
  return error('same-file', second.at, { file: second.at.source.file }, { also: [first.at] });
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.range[0] === other.range[0] &&
  one.range[1] === other.range[1] &&
  one.source.file === other.source.file &&
  one.source.text === other.source.text;

/** One that finds its place taken has been named already. */
function withoutPartner(
  machines: readonly Machine[],
  pairs: readonly Pair[],
  crowded: readonly Crowded[],
): readonly Finding[] {
  const named = new Set([...pairs.flatMap(({ a, b }) => [a, b]), ...crowded].map(({ machine }) => machine));
  return machines
    .filter((machine) => !named.has(machine))
    .map((machine) =>
      info('one-machine', machine.at, { machine: nameOf({ machine }), product: machine.product }),
    );
}

/** One lies in the other. */
function isWithin(one: Place, other: Place): boolean {
  const [[start, end], [from, to]] = [one.range, other.range];
  if (one.source !== other.source) return false;
  return (start >= from && end <= to) || (from >= start && to <= end);
}
