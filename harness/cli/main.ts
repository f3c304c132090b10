import { type ErrorCode, HarnessError, InvariantError } from '../ground/errors.ts';
import { jsonProblems, type Problem } from '../report/problems.ts';
import { type Command, readArguments, wantsJson } from './arguments.ts';
import { EXIT, type ExitCode, type World } from './world.ts';

/** The whole command line: arguments in, an exit code out. It never throws. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  const say = (problem: Problem, words: string): void => {
    world.stderr.write(words);
    if (wantsJson(argv)) world.stdout.write(`${jsonProblems([problem], world.version)}\n`);
  };
  try {
    const read = await readArguments(argv, world);
    if ('what' in read) {
      const { what, fix, help } = read;
      const problem = { code: 'usage', what, fix };
      say(problem, help === undefined ? inWords(problem) : `${help}\n`);
      return EXIT.NOT_UNDERSTOOD;
    }
    if ('words' in read) {
      world.stdout.write(`${read.words}\n`);
      return EXIT.PASSED;
    }
    return await carryOut(read, world);
  } catch (error) {
    return accountFor(error, say);
  }
}

async function carryOut(command: Command, world: World): Promise<ExitCode> {
  // Loaded when needed: help should not wait for what it does not use.
  switch (command.name) {
    case 'run': {
      const { run } = await import('./run.ts');
      return await run(command, world);
    }
    case 'show': {
      const { show } = await import('./show.ts');
      return await show(command, world);
    }
    case 'check': {
      const { check } = await import('./check.ts');
      return await check(command, world);
    }
    case 'lab7': {
      const { lab7 } = await import('./lab7.ts');
      return await lab7(command, world);
    }
    case 'tap': {
      const { tap } = await import('./tap.ts');
      return await tap(command, world);
    }
    case 'explain': {
      const { explain } = await import('./explain.ts');
      return await explain(command, world);
    }
    case 'address': {
      const { address } = await import('./address.ts');
      return await address(command, world);
    }
    case 'schema': {
      const schemaText =
        command.of === 'trace'
          ? (await import('./trace-schema.ts')).traceSchemaText
          : (await import('./schema.ts')).schemaText;
      world.stdout.write(schemaText());
      return EXIT.PASSED;
    }
  }
}

const inWords = ({ code, what, fix }: Problem): string =>
  `error[${code}]: ${what}\n${fix === undefined ? '' : `fix: ${fix}\n`}`;

/** What a person has written, and not the world. */
const NOT_UNDERSTOOD: ReadonlySet<string> = new Set<ErrorCode>(['golden-rule', 'usage']);

function accountFor(error: unknown, say: (problem: Problem, words: string) => void): ExitCode {
  if (error instanceof HarnessError) {
    const { code, message: what, fix } = error;
    const problem = { code, what, ...(fix === undefined ? {} : { fix }) };
    say(problem, inWords(problem));
    return NOT_UNDERSTOOD.has(code) ? EXIT.NOT_UNDERSTOOD : EXIT.WORLD;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const kind =
    error instanceof InvariantError ? 'a promise of this program does not hold' : 'this program has failed';
  const what = `${kind}; that is our fault, please report it with the command that you ran`;
  say({ code: 'fault', what, why: words }, `${what}:\n${words}\n`);
  return EXIT.OURS;
}
