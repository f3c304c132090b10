import type { Circumstances } from '../config/circumstances.ts';
import { NOT_UNDERSTOOD, OF_A_TEST } from '../config/facts.ts';
import type { Finding } from '../config/finding.ts';
import type { Machine } from '../config/model.ts';
import { type Pair, pairsOf } from '../config/pair.ts';
import { findingsOf } from '../config/rules/check.ts';
import type { Diagnostic } from '../ground/diagnostic.ts';
import type { Source } from '../ground/source.ts';
import type { Verdict } from '../report/answer.ts';

/** What has been read, and all that the rules may look at beside it. */
export interface Read {
  readonly sources: readonly Source[];
  readonly machines: readonly Machine[];
  /** What has been found while reading. */
  readonly said: readonly Finding[];
  readonly circumstances: Circumstances;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly pairs: readonly Pair[];
  /** Nothing that has been found keeps bytes from going across. */
  readonly canBoot: boolean;
  /** In the order in which they are to be read. */
  readonly findings: readonly Finding[];
}

/** What the rules find in it, and what all of it comes to. */
export function judge({ sources, machines, said, circumstances }: Read): Judgement {
  const found = [...said, ...(machines.length === 0 ? [] : findingsOf(machines, circumstances, said))];
  const verdict = verdictOf(found, machines);
  return {
    verdict,
    pairs: pairsOf(machines),
    canBoot: found.every(({ code, severity }) => severity !== 'error' || OF_A_TEST.has(code)),
    findings: inOrder(worthSaying(found, verdict), sources),
  };
}

function verdictOf(findings: readonly Finding[], machines: readonly Machine[]): Verdict {
  if (findings.some(({ code }) => NOT_UNDERSTOOD.has(code))) return 'not-understood';
  if (findings.some(({ severity }) => severity === 'error')) return 'will-not-talk';
  return machines.length === 1 ? 'one-machine' : 'will-talk';
}

/** That a machine is alone is the verdict's to say, or nobody's while its partner cannot be understood. */
const worthSaying = (findings: readonly Finding[], verdict: Verdict): readonly Finding[] =>
  verdict === 'one-machine' || verdict === 'not-understood'
    ? findings.filter(({ code }) => code !== 'one-machine')
    : findings;

const SEVERITIES: readonly Diagnostic['severity'][] = ['error', 'warning', 'info'];

/** Errors first, then in the order of the files and of what stands in them; what is in no file that was read before. */
function inOrder(findings: readonly Finding[], sources: readonly Source[]): readonly Finding[] {
  const keys = ({ severity, at }: Finding): readonly number[] => {
    const file = sources.indexOf(at.source);
    return [SEVERITIES.indexOf(severity), file, file < 0 ? 0 : at.range[0]];
  };
  return [...findings].sort((one, other) => {
    const [first, second] = [keys(one), keys(other)];
    const index = first.findIndex((key, i) => key !== second[i]);
    return index < 0 ? 0 : (first[index] ?? 0) - (second[index] ?? 0);
  });
}
