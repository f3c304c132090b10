/** `$PORT`, `${PORT}`, `$(PORT)`, `#{port}`, `{{.Port}}`, `{port}`, `%PORT%`, `%s`, `%(port)s`, `<port>`, `@PORT@`. */
const VARIABLE =
  /\$\{[^}]{1,80}\}|\$\([^)]{1,80}\)|\$\w{1,80}|#\{[^}]{1,80}\}|\{\{[^}]{1,80}\}\}|\{[\w.]{0,80}\}|%\w{1,80}%|%[sd]\b|%\(\w{1,80}\)[sd]|<[A-Za-z][\w. -]{0,80}>|@@?\w{1,80}@/;

/** The first part of a value that is known only when a script runs. */
export const laterIn = (value: string): string | undefined => VARIABLE.exec(value)?.[0];
