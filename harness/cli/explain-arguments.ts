import type { Argv } from 'yargs';
import type { Language } from '../config/words/language.ts';
import { LANGUAGE_OPTION } from './language-option.ts';
import { lastOf } from './repeated.ts';

/** What a code of `check`, a register, its value or a port means. */
export interface ExplainCommand {
  readonly name: 'explain';
  /** Undefined: name them all. */
  readonly word?: string;
  readonly language: Language;
}

export const explainArguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('what', {
      describe:
        'a register (LSR), its value (LSR=0x61, in hex, decimal or binary), a port (0x3FB), or what stands in brackets: both-listen of error[both-listen]; without it, these are named',
      type: 'string',
    })
    .options({
      lang: LANGUAGE_OPTION,
    } as const)
    .example('$0 explain LSR=0x61', 'each bit of a register')
    .example('$0 explain 0x3FB', 'what stands at a port')
    .example('$0 explain both-listen', 'one of them, with a wrong and a right example')
    .epilogue('Exit codes: 0 explained; 2 there is nothing of that name; 70 a fault of ours.');

export type ExplainArguments = Awaited<ReturnType<ReturnType<typeof explainArguments>['parseAsync']>>;

export const explainCommand = ({ what, lang }: ExplainArguments): ExplainCommand => ({
  name: 'explain',
  language: lastOf(lang),
  ...(what === undefined ? {} : { word: what }),
});
