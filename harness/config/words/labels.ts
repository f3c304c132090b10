import type { Diagnostic } from '../../ground/diagnostic.ts';
import type { Language } from './language.ts';

/** The words before what a diagnostic says. */
export interface Labels {
  readonly severity: Readonly<Record<Diagnostic['severity'], string>>;
  readonly why: string;
  readonly fix: string;
  /** The same fix as something to type. */
  readonly or: string;
  readonly next: string;
}

export const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    severity: { error: 'error', warning: 'warning', info: 'info' },
    why: 'why',
    fix: 'fix',
    or: 'or',
    next: 'then',
  },
  pt: {
    severity: { error: 'erro', warning: 'aviso', info: 'nota' },
    why: 'porquê',
    fix: 'correção',
    or: 'ou',
    next: 'depois',
  },
};
