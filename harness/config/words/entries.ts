import type { Entries } from './catalogue.ts';
import type { Language } from './language.ts';

/** What all findings say in a language; the others are not loaded. */
export async function entriesIn(language: Language): Promise<Entries> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).EN;
    case 'pt':
      return (await import('./pt.ts')).PT;
  }
}
