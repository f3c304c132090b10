import type { Argv } from 'yargs';
import type { Language } from '../config/words/language.ts';
import { LANGUAGE_OPTION } from './language-option.ts';
import { lastOf } from './repeated.ts';

/** This computer's addresses, and what to type on the other one. */
export interface AddressCommand {
  readonly name: 'address';
  /** As the user writes it; undefined: an example will do. */
  readonly port?: string;
  readonly json: boolean;
  readonly language: Language;
}

export const addressArguments = (command: Argv<{ json: boolean }>) =>
  command
    .positional('port', {
      describe: 'the port that the VM on this computer listens on; without it, 4000 is the example',
      type: 'string',
    })
    .options({
      lang: LANGUAGE_OPTION,
    })
    .example('$0 address 4000', 'what Path/Address of the VM on the other computer wants')
    .example('$0 address 4000 --lang pt', 'in Portuguese')
    .epilogue(
      'Exit codes: 0 the addresses are shown, though there be only loopback; 2 the arguments cannot be\nunderstood; 70 a fault of ours.',
    );

export type AddressArguments = Awaited<ReturnType<ReturnType<typeof addressArguments>['parseAsync']>>;

export function addressCommand({ port, json, lang }: AddressArguments): AddressCommand {
  return {
    name: 'address',
    json: lastOf(json),
    language: lastOf(lang),
    ...(port === undefined ? {} : { port }),
  };
}
