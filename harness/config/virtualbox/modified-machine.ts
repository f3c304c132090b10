import type { CommandLine } from '../command/command.ts';
import { commandsIn } from '../command/commands.ts';
import { MOST_MACHINES } from '../format.ts';
import { grouped } from '../grouped.ts';
import { once } from '../once.ts';
import { blockAt, type MachineBlock, machineBlocksIn } from './machine-block.ts';
import { uartOptionsOf } from './uart-option.ts';

/** All commands for one machine, in the order of the text. */
export interface ModifiedMachine {
  readonly name: string | undefined;
  readonly lines: readonly CommandLine[];
}

/** More commands than that are no script of a person's. */
const MOST_COMMANDS = 1 << 14;
/** Of those that are for several machines. */
const MOST_SHARED = 1 << 6;

const VERB = /^(?:modifyvm|controlvm)$/i;
const isVerb = (word: string): boolean => word.length < 12 && VERB.test(word);

/** The machines that a text sets up with VBoxManage. Where some of them get serial ports, these are all. */
export const modifiedMachinesIn = once((source): readonly ModifiedMachine[] => {
  const lines = commandsIn(source, { name: isVerb }).filter(isUseful).slice(0, MOST_COMMANDS);
  const machines = [...perMachine(lines, machineBlocksIn(source))];
  const withPorts = machines.filter((each) => each.lines.some(hasUart));
  return (withPorts.length > 0 ? withPorts : machines).slice(0, MOST_MACHINES);
});

const hasUart = (line: CommandLine): boolean => uartOptionsOf(line).options.length > 0;

/** `controlvm NAME poweroff` changes no setting, and prose has no options. */
const isUseful = (line: CommandLine): boolean => {
  const [name, first] = line.words;
  if (name === undefined || name.text.startsWith('-')) return false;
  return /^m/i.test(line.name?.text ?? '') ? first?.text.startsWith('-') === true : hasUart(line);
};

/**
 * A machine that is not called by its name is that of its block; what stands before all blocks is for each of them.
 * What a loop or a function does with a variable, and says no mode, is for each that is called by its name.
 */
function perMachine(
  lines: readonly CommandLine[],
  blocks: readonly MachineBlock[],
): Iterable<ModifiedMachine> {
  const named = grouped(lines.filter(namesItself), nameIn);
  const others = lines.filter((line) => !namesItself(line));
  const byVariable = grouped(
    others.filter((line) => !isOfBlock(line)),
    nameIn,
  );
  const isForAll = (own: readonly CommandLine[]) => named.size > 0 && !own.some(hasMode);
  const forAll = [...byVariable.values()].filter(isForAll).flat().slice(-MOST_SHARED);
  const byBlock = grouped(others.filter(isOfBlock), ({ at }) => blockAt(blocks, at.range[0]));
  const beforeBlocks = (byBlock.get(0) ?? []).slice(-MOST_SHARED);
  const own = [...byBlock].filter(([block]) => block > 0);
  return [
    ...[...named].map(([name, its]) => ({ name, lines: [...forAll, ...its].sort(byPlace) })),
    ...[...byVariable.values()]
      .filter((its) => !isForAll(its))
      .map((its) => ({ name: undefined, lines: its })),
    ...(own.length > 0
      ? own.map(([block, its]) => ({ name: blocks[block]?.name, lines: [...beforeBlocks, ...its] }))
      : [...byBlock].map(([, its]) => ({ name: blocks[0]?.name, lines: its }))),
  ];
}

const nameIn = ({ words: [name] }: CommandLine): string => name?.text ?? '';

const namesItself = ({ words: [name] }: CommandLine): boolean =>
  name !== undefined && name.later === undefined && name.text !== ':id';

const isOfBlock = (line: CommandLine): boolean => /^(?::id$|\{\{)/.test(nameIn(line));

const hasMode = (line: CommandLine): boolean =>
  uartOptionsOf(line).options.some(({ kind }) => kind === 'mode');

const byPlace = (a: CommandLine, b: CommandLine): number => a.at.range[0] - b.at.range[0];
