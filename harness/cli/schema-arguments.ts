import type { Argv } from 'yargs';
import { lastOf } from './repeated.ts';

/** A JSON Schema: of scenario files, or of a trace's lines. */
export interface SchemaCommand {
  readonly name: 'schema';
  readonly of: 'scenario' | 'trace';
}

export const schemaArguments = (command: Argv<{ json: boolean }>) =>
  command.options({
    trace: { describe: 'that of a line of a trace', type: 'boolean', default: false },
  } as const);

export type SchemaArguments = Awaited<ReturnType<ReturnType<typeof schemaArguments>['parseAsync']>>;

export const schemaCommand = ({ trace }: SchemaArguments): SchemaCommand => ({
  name: 'schema',
  of: lastOf(trace) ? 'trace' : 'scenario',
});
