import { farSide, SIDES, type Side } from '../ground/side.ts';
import { parseCommand } from '../lab7/command.ts';
import { TRAITS, UART_TYPES } from '../uart/types.ts';
import { fault, type Path, type Problem } from './fault.ts';
import { readStop } from './line-text.ts';
import { CHIPS, MODES, type Mode } from './model.ts';
import { LARGEST_PAYLOAD, lengthOf, readHex } from './payload.ts';
import { EXPECT_KEYS, EXPECTED, SEND_KEYS, VERBS } from './schema.ts';
import { capitalised, nameOf } from './words.ts';

/**
 * What must hold between several values of a file. It sees the data as it was written, right or wrong,
 * so that a mistake elsewhere hides nothing: it speaks only of values that it knows.
 */
export function* brokenRules(raw: unknown): Generator<Problem> {
  const file = groupOf(raw);
  yield* linkRules(groupOf(file.link));
  yield* chipOnWireRule(file);
  for (const side of SIDES) {
    const machine = groupOf(groupOf(file.machines)[side]);
    yield* stopRule(groupOf(machine.line), ['machines', side, 'line']);
    yield* fifoRule(machine, ['machines', side]);
    yield* chipRules(machine, ['machines', side]);
  }
  const uses: Use[] = [];
  for (const { step, path } of stepsOf(file.steps, ['steps'])) {
    yield* verbRule(step, path);
    if (isGroup(step.send)) yield* sendRules(step.send, [...path, 'send']);
    if (isGroup(step.expect)) yield* expectRules(step.expect, [...path, 'expect']);
    if (Array.isArray(step.lab7)) yield* pairRules(step.lab7, [...path, 'lab7']);
    yield* commandRules(step.lab7, [...path, 'lab7']);
    uses.push(...usesIn(step, path));
  }
  yield* oneProgramRule(uses);
  yield* oneModeRule(uses);
  yield* pollingRule(uses);
  yield* fifoModeRule(uses, groupOf(file.machines));
}

type Group = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const groupOf = (value: unknown): Group => (isGroup(value) ? value : {});

function* stepsOf(list: unknown, path: Path): Generator<{ readonly step: Group; readonly path: Path }> {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) {
    if (!isGroup(item)) continue;
    yield { step: item, path: [...path, index] };
    if (path.length === 1) yield* stepsOf(item.parallel, [...path, index, 'parallel']);
  }
}

function* linkRules(link: Group): Generator<Problem> {
  const { transport = 'cable' } = link;
  const also = 'transport' in link ? { also: { path: ['link', 'transport'], label: 'the transport' } } : {};
  if (link.profile === 'wire' && (transport === 'tcp' || transport === 'pipe')) {
    const why = `Over ${transport} travel bytes; only the cable has the line itself.`;
    const what = 'The profile `wire` exists on the cable only.';
    yield { ...conflict(what, why, 'Write virtualbox5.'), path: ['link', 'profile'], mark: 'value', ...also };
  }
  const goesWith: Readonly<Record<string, readonly unknown[]>> = {
    port: ['tcp'],
    path: ['pipe'],
    listen: ['tcp', 'pipe'],
  };
  const known = transport === 'cable' || transport === 'tcp' || transport === 'pipe';
  for (const [key, transports] of Object.entries(goesWith)) {
    if (!(key in link) || !known || transports.includes(transport)) continue;
    const why = `\`${key}\` goes with ${transports.join(' or ')}.`;
    yield {
      ...conflict(`\`${key}\` does not go with this transport.`, why, 'Take it out.'),
      path: ['link', key],
      mark: 'key',
      ...also,
    };
  }
}

function* stopRule({ bits, stop }: Group, path: Path): Generator<Problem> {
  if (bits !== 5 && bits !== 6 && bits !== 7 && bits !== 8) return;
  if (stop !== 1 && stop !== 1.5 && stop !== 2) return;
  const read = readStop(bits, stop);
  if ('fault' in read) yield { ...read.fault, path: [...path, 'stop'], mark: 'value' };
}

function* verbRule(step: Group, path: Path): Generator<Problem> {
  const keys = Object.keys(step);
  if (keys.length === 0) {
    const what = `${capitalised(nameOf(path))} is empty.`;
    yield {
      ...fault('scenario-missing-key', what, 'A step has one verb.', 'Write it like `wait: { for: 20ms }`.'),
      path,
      mark: 'value',
    };
  }
  const [first, second] = keys.filter((key) => VERBS.includes(key));
  if (first === undefined || second === undefined) return;
  const what = `${capitalised(nameOf(path))} has more than one verb.`;
  yield {
    ...conflict(
      what,
      'A step has one verb, and this one has two or more.',
      `Begin a new step with \`- ${second}:\`.`,
    ),
    path: [...path, second],
    mark: 'key',
    also: { path: [...path, first], label: 'its first verb' },
  };
}

const hasFifo = (written: unknown): boolean => {
  // What is no text and no number is a mistake of its own, and named as such.
  if (typeof written !== 'string' && typeof written !== 'number') return true;
  const type = UART_TYPES.find((one) => one === String(written));
  return type === undefined || TRAITS[type].depth > 1;
};

function* fifoRule(machine: Group, path: Path): Generator<Problem> {
  if (!('fifo' in machine) || hasFifo(machine.type)) return;
  yield {
    ...conflict(`A ${String(machine.type)} has no FIFO.`, NO_FIFO, 'Take `fifo` out, or write 16550A.'),
    path: [...path, 'fifo'],
    mark: 'key',
    also: { path: [...path, 'type'], label: 'its chip' },
  };
}

const isForeign = ({ chip }: Group): boolean => CHIPS.some((one) => one === chip);

/** QEMU's chip is a 16550A with a right crystal, and nothing else. */
function* chipRules(machine: Group, path: Path): Generator<Problem> {
  if (!isForeign(machine)) return;
  const also = { path: [...path, 'chip'], label: 'its chip' };
  if ('type' in machine && String(machine.type) !== '16550A') {
    yield {
      ...conflict("QEMU's chip is a 16550A.", 'QEMU has no other one.', 'Take `type` out, or `chip`.'),
      path: [...path, 'type'],
      mark: 'value',
      also,
    };
  }
  if ('crystal' in machine) {
    const why = 'QEMU keeps no rate: what it sends has left it at once.';
    yield {
      ...conflict("QEMU's chip has no crystal that could be off.", why, 'Take `crystal` out, or `chip`.'),
      path: [...path, 'crystal'],
      mark: 'key',
      also,
    };
  }
}

function* chipOnWireRule(file: Group): Generator<Problem> {
  const { A, B } = groupOf(file.machines);
  const side = SIDES.find((one) => isForeign(groupOf({ A, B }[one])));
  if (side === undefined || groupOf(file.link).profile !== 'wire') return;
  yield {
    ...conflict(
      "QEMU's chip cannot be on a wire.",
      'Bytes come out of QEMU, no levels.',
      'Write qemu, or take `profile` out.',
    ),
    path: ['link', 'profile'],
    mark: 'value',
    also: { path: ['machines', side, 'chip'], label: "a chip of QEMU's" },
  };
}

const NO_FIFO =
  'The 8250 and the 16450 have none, and that of the 16550 does not work; the 16550A has sixteen characters, the 16750 up to 64.';

function* expectRules(expect: Group, path: Path): Generator<Problem> {
  yield* oneOf(EXPECTED, EXPECT_KEYS, expect, path);
  if ('byte' in expect && !('flags' in expect)) {
    const other = EXPECTED.find((key) => key in expect);
    yield {
      ...conflict(
        '`byte` goes with `flags` only.',
        'It says which byte must have them.',
        other === undefined ? 'Add `flags: [PE]`, for example.' : 'Take it out.',
      ),
      path: [...path, 'byte'],
      mark: 'key',
    };
  }
}

function* sendRules(send: Group, path: Path): Generator<Problem> {
  const { repeat, times } = send;
  if (repeat !== undefined && times === undefined)
    yield missing('times', 'It says how often `repeat` is sent.', 'times: 64', path);
  if (times !== undefined && repeat === undefined) yield* strayTimes(send, path);
  else yield* oneOf(['text', 'hex', 'repeat', 'random'], SEND_KEYS, send, path);
  const once = typeof repeat === 'string' ? readHex(repeat) : undefined;
  if (once === undefined || 'fault' in once || typeof times !== 'number') return;
  const length = lengthOf(once.value) * times;
  if (times <= LARGEST_PAYLOAD && length > LARGEST_PAYLOAD) {
    const what = `This step sends ${length} bytes, too many for one step.`;
    yield {
      ...fault(
        'scenario-wrong-value',
        what,
        `A step has at most ${LARGEST_PAYLOAD} bytes.`,
        'Write a smaller number.',
      ),
      path: [...path, 'times'],
      mark: 'value',
    };
  }
}

function* strayTimes(send: Group, path: Path): Generator<Problem> {
  const other = ['hex', 'text', 'random'].find((key) => key in send);
  if (other === undefined) {
    yield missing('repeat', '`times` says how often it is sent.', 'repeat: 55 AA', path);
    return;
  }
  const fix = other === 'hex' ? 'Write `repeat` instead of `hex`.' : 'Take `times` out.';
  yield {
    ...conflict(`\`times\` does not go with \`${other}\`.`, 'It says how often `repeat` is sent.', fix),
    path: [...path, 'times'],
    mark: 'key',
    also: { path: [...path, other], label: 'what is sent' },
  };
}

/** Exactly one of these keys. With an unknown key in the group, that one was probably meant. */
function* oneOf(
  keys: readonly string[],
  known: readonly string[],
  group: Group,
  path: Path,
): Generator<Problem> {
  const [first, second] = Object.keys(group).filter((key) => keys.includes(key));
  const name = nameOf(path);
  const why = `It has exactly one of ${keys.join(', ')}.`;
  if (first === undefined && Object.keys(group).every((key) => known.includes(key))) {
    const what = `${capitalised(name)} does not say what to ${path.at(-1)}.`;
    yield {
      ...fault('scenario-missing-key', what, why, 'Add `text: hello`, for example.'),
      path,
      mark: 'key',
    };
  }
  if (first === undefined || second === undefined) return;
  yield {
    ...conflict(`\`${first}\` and \`${second}\` cannot both stand in ${name}.`, why, 'Take one of them out.'),
    path: [...path, second],
    mark: 'key',
    also: { path: [...path, first], label: 'the first of them' },
  };
}

function* pairRules(runs: readonly unknown[], path: Path): Generator<Problem> {
  const [first, second] = [groupOf(runs[0]), groupOf(runs[1])];
  if (isSide(first.on) && first.on === second.on) {
    yield {
      ...conflict(
        `Two programs cannot run on machine ${first.on} at once.`,
        'A list of two is for the two machines.',
        `Write ${farSide(first.on)}.`,
      ),
      path: [...path, 1, 'on'],
      mark: 'value',
      also: { path: [...path, 0, 'on'], label: 'the first program' },
    };
  }
  if ('within' in second) {
    const what = '`within` cannot stand in the second program.';
    yield {
      ...conflict(what, 'It is one time for both, and stands in the first.', 'Move it to the first.'),
      path: [...path, 1, 'within'],
      mark: 'key',
    };
  }
}

/** A command line that the lab's program would refuse is a mistake, unless it is there to be refused. */
function* commandRules(lab7: unknown, path: Path): Generator<Problem> {
  const runs = Array.isArray(lab7) ? [...lab7.entries()] : [[undefined, lab7] as const];
  for (const [index, run] of runs) {
    const { args, fails } = groupOf(run);
    if (typeof args !== 'string' || fails === true) continue;
    const command = parseCommand(args);
    if (!('code' in command)) continue;
    const found = fault('scenario-wrong-value', `${capitalised(command.what)}.`, command.why, command.fix);
    yield {
      ...found,
      path: index === undefined ? [...path, 'args'] : [...path, index, 'args'],
      mark: 'value',
    };
  }
}

interface Use {
  /** It looks at the chip alone, and leaves open what serves it. */
  readonly looksOn?: boolean;
  /** Something is sent to it: it starts a receiver, where no program is. */
  readonly receives?: boolean;
  /** The mode that the step names, if it does. */
  readonly mode?: Mode | undefined;
  readonly by: 'lab7' | 'send' | 'expect';
  readonly side: Side;
  readonly path: Path;
  readonly label: string;
}

function usesIn(step: Group, path: Path): Use[] {
  const runs = Array.isArray(step.lab7)
    ? step.lab7.map((run, index) => ({ on: groupOf(run).on, place: [index, 'on'] }))
    : [{ on: groupOf(step.lab7).on, place: ['on'] }];
  const lab7 = runs.flatMap(({ on, place }): Use[] =>
    isSide(on)
      ? [{ by: 'lab7', side: on, path: [...path, 'lab7', ...place], label: 'the lab runs here' }]
      : [],
  );
  const { from } = groupOf(step.send);
  const sendMode = modeIn(step.send);
  const { on, irq } = groupOf(step.expect);
  const expectMode = modeIn(step.expect);
  const sent: Path = [...path, 'send', 'from'];
  const sends: Use[] = isSide(from)
    ? [
        { by: 'send', side: from, mode: sendMode, path: sent, label: `this sends from ${from}` },
        {
          by: 'send',
          side: farSide(from),
          receives: true,
          mode: sendMode,
          path: sent,
          label: `this starts a receiver on ${farSide(from)}`,
        },
      ]
    : [];
  const expects: Use[] = isSide(on)
    ? [
        {
          by: 'expect',
          side: on,
          mode: expectMode,
          looksOn: irq !== undefined,
          path: [...path, 'expect', 'on'],
          label: `this receives on ${on}`,
        },
      ]
    : [];
  return [...lab7, ...sends, ...expects];
}

/** A chip that is only looked at keeps its program, and so does the lab's that receives what is sent to it. */
const startsStation = ({ looksOn, receives, mode }: Use): boolean =>
  receives !== true && (looksOn !== true || mode !== undefined);

/** The programs behind `send` and `expect`, and the lab's, would take each other's characters. */
function* oneProgramRule(uses: readonly Use[]): Generator<Problem> {
  for (const side of SIDES) {
    const lab7 = uses.find((use) => use.side === side && use.by === 'lab7');
    const other = uses.find((use) => use.side === side && use.by !== 'lab7' && startsStation(use));
    if (lab7 === undefined || other === undefined) continue;
    const what = `Machine ${side} cannot run the lab and take part in \`${other.by}\` in one scenario.`;
    yield {
      ...conflict(
        what,
        'One program has the port: `send` needs it on the machine that sends, `expect` on the one that receives.',
        'Use `lab7` alone on this machine.',
      ),
      path: lab7.path,
      mark: 'value',
      label: lab7.label,
      also: { path: other.path, label: other.label },
    };
  }
}

/** A machine runs one program, and it waits for the chip in one way. */
function* oneModeRule(uses: readonly Use[]): Generator<Problem> {
  for (const side of SIDES) {
    const named = uses.filter((use) => use.side === side && use.mode !== undefined);
    const [first] = named;
    const other = named.find((use) => use.mode !== first?.mode);
    if (first === undefined || other === undefined) continue;
    yield {
      ...conflict(
        `Machine ${side} cannot work in ${first.mode} and in ${other.mode} mode in one scenario.`,
        'One program has the port, for sending and for receiving, and it has one mode.',
        `Write ${first.mode} here too, or make two scenarios of it.`,
      ),
      path: other.path,
      mark: 'value',
      label: other.label,
      also: { path: first.path, label: first.label },
    };
  }
}

/** A program that polls enables no interrupt: unless a step does, none can come. */
function* pollingRule(uses: readonly Use[]): Generator<Problem> {
  for (const side of SIDES) {
    const mine = uses.filter((use) => use.side === side);
    const looking = mine.find((use) => use.looksOn === true);
    const polling = mine.find((use) => use.mode === 'poll');
    if (looking === undefined || polling === undefined) continue;
    const what = `Machine ${side} polls, and an interrupt is expected of it.`;
    yield {
      ...conflict(what, 'A program that polls enables no interrupt.', 'Write int or fifo for its mode.'),
      path: looking.path,
      mark: 'value',
      label: 'an interrupt is expected here',
      ...(polling === looking ? {} : { also: { path: polling.path, label: 'its program polls' } }),
    };
  }
}

function* fifoModeRule(uses: readonly Use[], machines: Group): Generator<Problem> {
  for (const side of SIDES) {
    const { type } = groupOf(machines[side]);
    const use = uses.find((one) => one.side === side && one.mode === 'fifo');
    if (use === undefined || hasFifo(type)) continue;
    yield {
      ...conflict(
        `Machine ${side} has no FIFO to work in fifo mode with.`,
        NO_FIFO,
        'Write int, or another type.',
      ),
      path: use.path,
      mark: 'value',
      label: use.label,
      also: { path: ['machines', side, 'type'], label: 'its chip' },
    };
  }
}

const modeIn = (step: unknown): Mode | undefined => MODES.find((one) => one === groupOf(step).mode);

const isSide = (value: unknown): value is Side => value === 'A' || value === 'B';

const conflict = (what: string, why: string, fix: string) => fault('scenario-conflict', what, why, fix);

const missing = (key: string, why: string, sample: string, path: Path): Problem => ({
  ...fault(
    'scenario-missing-key',
    `${capitalised(nameOf(path))} has no \`${key}\`.`,
    why,
    `Add \`${sample}\`.`,
  ),
  path,
  mark: 'key',
});
