import { LANGUAGES, type Language } from '../config/words/language.ts';

/** For each command whose words there are in more than one language. */
export const LANGUAGE_OPTION = {
  describe: 'English, or Portuguese',
  choices: LANGUAGES,
  default: 'en' as Language,
  requiresArg: true,
  group: 'What comes out:',
} as const;
