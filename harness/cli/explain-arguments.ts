import type { Argv } from 'yargs';
import type { Language } from '../config/words/language.ts';
import { LANGUAGE_OPTION } from './language-option.ts';
import { lastOf } from './repeated.ts';

/** What a code of `check` means. */
export interface ExplainCommand {
  readonly name: 'explain';
  /** Undefined: name them all. */
  readonly code?: string;
  readonly language: Language;
}

export const explainArguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('code', {
      describe: 'what stands in brackets: both-listen of error[both-listen]; without it, all are named',
      type: 'string',
    })
    .options({
      lang: LANGUAGE_OPTION,
    } as const)
    .example('$0 explain both-listen', 'one of them, with a wrong and a right example')
    .epilogue('Exit codes: 0 explained; 2 there is no such code; 70 a fault of ours.');

export type ExplainArguments = Awaited<ReturnType<ReturnType<typeof explainArguments>['parseAsync']>>;

export const explainCommand = ({ code, lang }: ExplainArguments): ExplainCommand => ({
  name: 'explain',
  language: lastOf(lang),
  ...(code === undefined ? {} : { code }),
});
