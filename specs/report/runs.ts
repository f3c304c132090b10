import type { Play, Run } from '../../harness/report/run.ts';
import type { ScenarioResult } from '../../harness/run/result.ts';
import { played } from './results.ts';

/** What would end an element, a line, a comment, a command or a string of whoever takes text for something else. */
export const HOSTILE =
  '<script>alert("1")</script> ]]> --> & \' # TODO \\ ::error file=x::y ##[error]z % \u0000\u001b[31m\ud800\uffff\u2028';
/** And over lines. */
export const HOSTILE_LINES = `${HOSTILE}\r\n::error::${HOSTILE}\n...\n  ...\n---\nnot ok 9`;

export const passing = (): Promise<ScenarioResult> => played({ steps: ['send: { from: A, text: hi }'] });

export const failing = (): Promise<ScenarioResult> =>
  played({ steps: ['send: { from: A, text: hellX }', 'expect: { on: B, text: hello, within: 20chars }'] });

export const skipping = (): Promise<ScenarioResult> =>
  played({ steps: ['boot: { machine: B, fails: refused }'] });

export interface Parts {
  readonly name?: string;
  readonly file?: string;
  readonly entry?: Play['entry'];
  readonly profile?: Play['profile'];
  readonly replay?: string;
}

export const playOf = (result: ScenarioResult, parts: Parts = {}): Play => ({ ...common(parts), result });

export const errorPlay = (parts: Parts & { readonly message?: string; readonly fix?: string } = {}): Play => {
  const { message = 'port 4000 is busy', fix = 'Stop what listens there.' } = parts;
  return { ...common(parts), error: { code: 'port-busy', message, fix } };
};

const common = (parts: Parts) => {
  const { name = 'spec', file = 'a/spec.lab7.yaml', entry = {}, profile = 'virtualbox5' as const } = parts;
  const { replay = 'nullmodem run' } = parts;
  return { name, file, entry, transport: 'cable' as const, profile, replay };
};

export const runOf = (plays: readonly Play[], parts: Partial<Run> = {}): Run => ({
  version: '1.2.3',
  plays,
  comparisons: [],
  profiles: 1,
  chips: [],
  interrupted: false,
  startedAt: 1_700_000_000_000.4,
  wallMs: 1234.6,
  ...parts,
});

/** One of each kind, with hostile text wherever a file or the world can put any. */
export async function hostilePlays(): Promise<readonly Play[]> {
  const [passed, failed, skipped] = [await passing(), await failing(), await skipping()];
  const names: Parts = {
    name: HOSTILE_LINES,
    file: `a/${HOSTILE}.lab7.yaml`,
    entry: { link: HOSTILE_LINES },
    replay: `nullmodem run '${HOSTILE_LINES}'`,
  };
  const printed = [{ on: 'A', args: HOSTILE_LINES, ok: true, printed: HOSTILE_LINES }] as const;
  const [failure] = failed.failures;
  if (failure === undefined) throw new Error('it has failed');
  const failures = [
    { ...failure, what: HOSTILE_LINES },
    { ...failure, what: HOSTILE, cause: { kind: 'lab7', on: 'A', args: HOSTILE, printed: HOSTILE_LINES } },
  ] as const;
  return [
    playOf({ ...passed, name: HOSTILE, lab7: printed }, names),
    playOf({ ...failed, name: HOSTILE, file: HOSTILE, failures, lab7: printed }, names),
    playOf({ ...skipped, name: HOSTILE, reason: HOSTILE_LINES }, names),
    errorPlay({ ...names, message: HOSTILE_LINES, fix: HOSTILE_LINES }),
  ];
}

export const PROBLEMS = [
  {
    code: 'scenario-unknown-key',
    what: HOSTILE_LINES,
    why: HOSTILE,
    fix: HOSTILE,
    spans: [{ file: HOSTILE, line: 3, column: 5, length: 1, source: HOSTILE }],
  },
  { code: 'usage', what: 'plain' },
];
