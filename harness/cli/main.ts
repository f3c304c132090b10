import { HarnessError, InvariantError } from '../ground/errors.ts';
import { type Command, readArguments, type SchemaCommand } from './arguments.ts';
import { EXIT, type ExitCode, type World } from './world.ts';

/** The whole command line: arguments in, an exit code out. It never throws. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    const read = await readArguments(argv, world);
    if ('words' in read) {
      (read.exit === EXIT.PASSED ? world.stdout : world.stderr).write(`${read.words}\n`);
      return read.exit;
    }
    return await carryOut(read, world);
  } catch (error) {
    return explain(error, world);
  }
}

async function carryOut(command: Command | SchemaCommand, world: World): Promise<ExitCode> {
  // Loaded when needed: help should not wait for what it does not use.
  if (command.name === 'schema') {
    const { schemaText } = await import('./schema.ts');
    world.stdout.write(schemaText());
    return EXIT.PASSED;
  }
  const { run } = await import('./run.ts');
  return await run(command, world);
}

function explain(error: unknown, { stderr }: World): ExitCode {
  if (error instanceof HarnessError) {
    stderr.write(
      `error[${error.code}]: ${error.message}\n${error.fix === undefined ? '' : `fix: ${error.fix}\n`}`,
    );
    return error.code === 'usage' ? EXIT.NOT_UNDERSTOOD : EXIT.WORLD;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const kind =
    error instanceof InvariantError ? 'a promise of this program does not hold' : 'this program has failed';
  stderr.write(`${kind}; that is our fault, please report it with the command that you ran:\n${words}\n`);
  return EXIT.OURS;
}
