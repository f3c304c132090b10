import { extname } from 'node:path';
import { FORMATS, type Format } from '../report/formats.ts';

/** A report that is asked for. */
export interface ReportTarget {
  readonly format: Format;
  /** Undefined: standard output. */
  readonly file?: string;
}

/** `junit:out/junit.xml`, or `tap` alone; or what is wrong with it. */
export function reportTarget(given: string): ReportTarget | string {
  const [, name = '', file] = /^([^:]*)(?::(.*))?$/s.exec(given) ?? [];
  const format = FORMATS.find((one) => one === name);
  if (format === undefined)
    return `--report ${given}: ${meantBy(given)}the formats are ${FORMATS.join(', ')}`;
  if (file === '')
    return `--report ${given} names no file: ${given}FILE, or ${format} alone for standard output`;
  return file === undefined ? { format } : { format, file };
}

const BY_ENDING: Readonly<Record<string, Format>> = {
  '.html': 'html',
  '.xml': 'junit',
  '.json': 'json',
  '.tap': 'tap',
};

/** A file's name alone, which says well enough what it is to hold. */
function meantBy(given: string): string {
  const format = BY_ENDING[extname(given).toLowerCase()];
  return format === undefined || given.includes(':') ? '' : `did you mean --report ${format}:${given}? `;
}

/** All that are asked for, each once; or why they cannot be had together. */
export function reportTargets(given: readonly string[]): readonly ReportTarget[] | string {
  const targets = new Map<string, ReportTarget>();
  for (const one of given) {
    const target = reportTarget(one);
    if (typeof target === 'string') return target;
    targets.set(one, target);
  }
  const all = [...targets.values()];
  const onStdout = all.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (onStdout.length > 1)
    return `standard output has room for one report, not for ${onStdout.join(' and ')}: give the others a file, --report ${onStdout[1]}:FILE`;
  return all;
}

/** What stands on standard output; the words for a person then go to standard error. */
export const onStdout = (reports: readonly ReportTarget[]): Format | undefined =>
  reports.find(({ file }) => file === undefined)?.format;
