import { Cable, type Lab7Result, type Program, parseCommand, runCommand } from '../../../harness/index.ts';
import { compare } from '../compare.ts';
import { Computers } from '../contestants/computers.ts';
import type { Row } from '../row.ts';

/** The lab takes 512 characters a command line: so long a word fits. */
const WORD = 'abcdefghijklmnopqrstuvwxyz'.repeat(18);
const LINE = '8 1 none 115200';
/** The word and the full stop behind it. */
const MESSAGE = WORD.length + 1;

const PROGRAMS = ['com', 'poll', 'int', 'fifo'] as const;

/** Programs of the lab on two PCs with a cable, from power-on to their end: two PCs are made for each message. */
export const programs: Row = {
  name: 'programs',
  title: `characters a second of CPU, lab programs on two PCs, ${MESSAGE} a message`,
  async measure({ pace }) {
    return await compare({
      pace,
      meter: 'cpu',
      contestants: PROGRAMS.map((name) => ({
        name: `ours, ${name}`,
        perUnit: MESSAGE,
        run: async (messages) => {
          for (let i = 0; i < messages; i += 1) await play(name);
        },
      })),
      ratios: [],
    });
  },
};

async function play(name: (typeof PROGRAMS)[number]): Promise<void> {
  const computers = await Computers.joined((clock, a, b) => new Cable(clock, a, b));
  await computers.run({
    A: passed(`${name} 1 tx ${LINE} ${WORD}`),
    B: passed(`${name} 1 rx ${LINE}`),
  });
  if (!computers.processors.B.output.includes(WORD)) throw new Error(`${name} has not received the word`);
  await computers.close();
}

function* passed(line: string): Program {
  const command = parseCommand(line);
  if (!('name' in command)) throw new Error(command.what);
  const result: Lab7Result = yield* runCommand(command);
  if (!result.ok) throw new Error(result.reason);
}
