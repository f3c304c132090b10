import type { Source } from '../../ground/source.ts';
import type { Shell } from './command.ts';

/** Whose quotes and escapes a text has. */
export interface Dialect {
  readonly shell: Shell;
  /** The text says so itself; otherwise it looks like it. */
  readonly certain: boolean;
}

/** What makes a line go on in the next one. */
export const CONTINUES: Readonly<Record<Shell, string>> = { sh: '\\', powershell: '`', cmd: '^' };

export const shellOfContinuation = (character: string): Shell =>
  character === '`' ? 'powershell' : character === '^' ? 'cmd' : 'sh';

/** Enough of a text to tell by. */
const BEGINNING = 1 << 16;

const CERTAIN: readonly (readonly [Shell, RegExp, RegExp])[] = [
  ['powershell', /\.ps[md]?1$/i, /^#![^\n]*\bpwsh\b|^[ \t]*\[CmdletBinding|^[ \t]*param[ \t]*\(\s*\[/im],
  ['cmd', /\.(?:bat|cmd)$/i, /^[ \t]*@echo[ \t]+off\b/im],
  ['sh', /\.(?:sh|bash|zsh|ksh)$|(?:^|[\\/])(?:GNU)?makefile$|\.mk$/i, /^#![^\n]*\b(?:ba|z|k|da|a)?sh\b/],
];

const LIKELY: readonly (readonly [Shell, RegExp])[] = [
  [
    'powershell',
    /^[ \t]*\$(?:env:)?\w+[ \t]*=|\$env:|^[ \t]*&[ \t]+["'$]|^[ \t]*PS [a-z]:\\|-ArgumentList\b|[ \t]`\r?$|\bWrite-(?:Host|Output)\b/im,
  ],
  [
    'cmd',
    /^[ \t]*(?:rem\b|::)|%\w+%|[ \t]\^\r?$|^[ \t]*set[ \t]+"?\w+=|(?:^|[\s"])[a-z]:\\|[ \t]\\\\\.\\pipe\\|>[ \t]*nul\b/im,
  ],
];

export function dialectOf({ text, file }: Pick<Source, 'text' | 'file'>): Dialect {
  const beginning = text.slice(0, BEGINNING);
  for (const [shell, name] of CERTAIN) if (name.test(file)) return { shell, certain: true };
  for (const [shell, , sign] of CERTAIN) if (sign.test(beginning)) return { shell, certain: true };
  const likely = LIKELY.find(([, sign]) => sign.test(beginning));
  return { shell: likely?.[0] ?? 'sh', certain: false };
}
