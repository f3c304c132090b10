import type { Report } from './run.ts';

export const FORMATS = ['html', 'junit', 'json', 'ctrf', 'tap', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** Loaded when asked for: a run without reports should not wait for them. */
export async function reportIn(format: Format): Promise<Report> {
  switch (format) {
    case 'html':
      return (await import('./html/page.ts')).html;
    case 'junit':
      return (await import('./junit.ts')).junit;
    case 'json':
      return (await import('./json.ts')).json;
    case 'ctrf':
      return (await import('./ctrf.ts')).ctrf;
    case 'tap':
      return (await import('./test-anything.ts')).testAnything;
    case 'github':
      return (await import('./github.ts')).github;
  }
}
