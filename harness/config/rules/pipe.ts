import { isWindowsPipe, known, pipeKey, pipeOf, systemOf } from '../ends.ts';
import type { Finding } from '../finding.ts';
import type { HostSystem, Machine, PipeEnd } from '../model.ts';
import type { PipeWish } from '../wish.ts';
import { error, leading, named, type Rule, type Subject, warning } from './rule.ts';

type Judged = (subject: Subject, end: PipeEnd, path: string) => Finding | undefined;

const ofPipe =
  (finds: Judged) =>
  (subject: Subject): Finding | undefined => {
    const end = pipeOf(subject.port);
    const path = known(end?.path);
    return end === undefined || path === undefined ? undefined : finds(subject, end, path);
  };

/** The same end at another path, and with it the partner's, where that is at the same one. */
function moved(subject: Subject, end: PipeEnd, path: string): Pick<Finding, 'also' | 'mend' | 'mendAlso'> {
  const more = leading(subject, endAt(end, path));
  const { partner } = subject;
  const other = partner === undefined ? undefined : pipeOf(partner.port);
  const isAlong = pipeKey(known(other?.path) ?? '') === pipeKey(end.path.value);
  if (partner === undefined || other === undefined || !isAlong) return more;
  const { mend } = leading(partner, endAt(other, path));
  return { ...more, also: [other.path.at], ...(mend === undefined ? {} : { mendAlso: mend }) };
}

function endAt({ role }: PipeEnd, path: string): PipeWish | undefined {
  const own = known(role);
  return own === undefined ? undefined : { kind: 'pipe', role: own, path };
}

/** The path is one that the host's system makes pipes at. */
export const PIPE_NAME: Rule = {
  looksAt: ['link', 'path'],
  spoils: ['path'],
  finds: ofPipe((subject, end, path) => {
    const system = systemOf(subject.machine);
    if (system === 'unknown' || system === 'genode') return undefined;
    const wanted = system === 'windows' ? `\\\\.\\pipe\\${nameIn(path)}` : `/tmp/${nameIn(path)}`;
    const isWrong =
      system === 'windows' ? !isWindowsPipe(path) : FROM_WINDOWS.test(path) || path.trim() === '';
    const code = system === 'windows' ? 'pipe-name-windows' : 'pipe-name-unix';
    return isWrong
      ? error(
          code,
          end.path.at,
          { ...named(subject), path, wanted },
          moved(subject, end, partnerPath(subject, wanted)),
        )
      : undefined;
  }),
};

const FROM_WINDOWS = /^\\\\|^[a-z]:[\\/]/i;

/** The partner's, if that is right, so that one change is enough. */
function partnerPath({ machine, partner }: Subject, wanted: string): string {
  const path = partner === undefined ? undefined : known(pipeOf(partner.port)?.path);
  if (path === undefined) return wanted;
  const isRight = systemOf(machine) === 'windows' ? isWindowsPipe(path) : path.startsWith('/');
  return isRight ? path : wanted;
}

const LONGEST_NAME = 60;

/** `lab7` of `/tmp/lab7`, of `C:\lab7` and of `\\.\pip\lab7`. */
const nameIn = (path: string): string => {
  const last =
    path
      .slice(-4 * LONGEST_NAME)
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? '';
  return last === '' ? 'lab7' : last.slice(0, LONGEST_NAME);
};

/** The path fits into the system's socket address. */
export const PIPE_PATH_LENGTH: Rule = {
  looksAt: ['link', 'path'],
  spoils: ['path'],
  finds: ofPipe((subject, end, path) => {
    const most = longestOn(systemOf(subject.machine));
    const bytes = new TextEncoder().encode(path).length;
    if (bytes <= most || end.form === 'fifos' || isWindowsPipe(path)) return undefined;
    const facts = { ...named(subject), path, bytes, most };
    return error('pipe-path-too-long', end.path.at, facts, moved(subject, end, `/tmp/${nameIn(path)}`));
  }),
};

/** sun_path without its closing zero: 108 bytes, on BSDs 104. */
const longestOn = (system: HostSystem | 'unknown'): number =>
  system === 'macosx' || system === 'freebsd' ? 103 : system === 'windows' ? 256 : 107;

/** Where the pipe is to be made there is a folder. */
export const PIPE_FOLDER: Rule = {
  looksAt: ['link', 'path'],
  spoils: ['path'],
  finds: ofPipe((subject, end, path) => {
    const { folders, system } = subject.circumstances;
    const own = systemOf(subject.machine);
    const folder = folderOf(path);
    if (folder === undefined || folders.get(folder) !== false) return undefined;
    if (own !== 'unknown' && own !== system) return undefined;
    const home = homeOf(path);
    const certain = home === undefined || folders.get(home) !== false;
    const report = certain ? error : warning;
    return report(
      'pipe-folder-missing',
      end.path.at,
      { ...named(subject), path, folder, certain },
      moved(subject, end, `/tmp/${nameIn(path)}`),
    );
  }),
};

/** Of an absolute path on a Unix system. */
const folderOf = (path: string): string | undefined =>
  path.startsWith('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : undefined;

/** A user's home: where there is none, the file comes from another computer. */
const homeOf = (path: string): string | undefined => /^\/(?:home|Users)\/[^/]+/.exec(path)?.[0];

/** The folders that have to be looked for before its rules can say anything. */
export function foldersFor({ ports }: Machine): readonly string[] {
  return ports.flatMap((port) => {
    const path = known(pipeOf(port)?.path);
    if (path === undefined || path.length > LONGEST_PATH) return [];
    return [folderOf(path), homeOf(path)].filter((each) => each !== undefined);
  });
}

const LONGEST_PATH = 4096;
