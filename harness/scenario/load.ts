import type { Diagnostic } from '../ground/diagnostic.ts';
import type { Source } from '../ground/source.ts';
import { fault } from './fault.ts';
import { Findings } from './findings.ts';
import { problemsOf } from './issues.ts';
import {
  type Combination,
  combinationsOf,
  isTooLarge,
  MOST_COMBINATIONS,
  readMatrix,
  sampleOf,
} from './matrix.ts';
import { matrixProblems } from './matrix-problems.ts';
import type { Scenario } from './model.ts';
import { entryOf, expanded, nameWith } from './reference.ts';
import { brokenRules } from './rules.ts';
import { scenarioOf } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { emptyFile, readSource } from './source.ts';
import { placeOf, sizeOf, type Tree, withoutKey } from './tree.ts';
import { readYaml } from './yaml-tree.ts';

export interface LoadedFile {
  /** Empty when there is any error. */
  readonly scenarios: readonly Scenario[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a hostile file could ask for by a large matrix over a large file. */
const MOST_EXPANDED_VALUES = 500_000;
const MOST_EXPANDED_TEXT = 16 << 20;

/** Reads a scenario file: every entry of its matrix, or everything that is wrong with it. It never throws. */
export function loadScenario(text: string | Uint8Array, file: string): LoadedFile {
  const read = readSource(text, file);
  if ('refused' in read) return { scenarios: [], diagnostics: [read.refused] };
  const { source } = read;
  const { tree, soundTo, problems } = readYaml(source);
  const findings = new Findings(source, soundTo);
  for (const { at, also, ...found } of problems) findings.addAt(found, at, 'error', also);
  if (tree === undefined && problems.length === 0) return { scenarios: [], diagnostics: [emptyFile(source)] };
  const scenarios = tree === undefined ? [] : scenariosIn(tree, source, findings);
  return { scenarios: findings.hasErrors ? [] : scenarios, diagnostics: findings.diagnostics };
}

function scenariosIn(tree: Tree, source: Source, findings: Findings): Scenario[] {
  const matrix = readMatrix(tree);
  const made = isTooLarge(matrix) ? undefined : combinationsOf(matrix);
  for (const { at, also, severity, ...found } of matrixProblems(tree, matrix, made))
    findings.addAt(found, at, severity, also);
  const all =
    made === undefined ? [] : [...made.listed, ...made.included.map(({ combination }) => combination)];
  // Where they are none, or too many, the file is checked with one.
  const combinations = isPlayable(all, tree, source, findings) ? all : [sampleOf(matrix)];
  const scenarios: Scenario[] = [];
  // The matrix is the same for all: it is checked once.
  let data = tree;
  for (const combination of combinations) {
    const scenario = scenarioIn(data, combination, source, findings);
    data = withoutKey(tree, 'matrix');
    if (scenario !== undefined) scenarios.push(scenario);
    if (findings.isFull) break;
  }
  return scenarios;
}

function isPlayable(
  { length: count }: readonly Combination[],
  tree: Tree,
  source: Source,
  findings: Findings,
): boolean {
  if (count <= 1 || count > MOST_COMBINATIONS) return count === 1;
  const values = count * sizeOf(withoutKey(tree, 'matrix'));
  if (values <= MOST_EXPANDED_VALUES && count * source.text.length <= MOST_EXPANDED_TEXT) return true;
  findings.addAt(
    fault(
      'scenario-too-large',
      `This matrix makes ${count} scenarios of a large file: too much to hold.`,
      undefined,
      'Divide the file.',
    ),
    placeOf(tree, ['matrix'])?.key ?? tree.at,
  );
  return false;
}

function scenarioIn(
  tree: Tree,
  combination: Combination,
  source: Source,
  findings: Findings,
): Scenario | undefined {
  const raw = expanded(tree, combination);
  const checked = scenarioSchema.safeParse(raw);
  const problems = [
    ...(checked.success ? [] : problemsOf(scenarioSchema, raw, checked.error.issues)),
    ...brokenRules(raw),
  ];
  for (const problem of problems) findings.addIn(tree, combination, problem);
  if (!checked.success || problems.length > 0) return undefined;
  const written = placeOf(tree, ['name'])?.node;
  const name = nameWith(written?.kind === 'scalar' ? written.value : null, checked.data.name, combination);
  const scenario = scenarioOf(checked.data, source.file, name, (path) =>
    source.lineOf(placeOf(tree, path)?.node.at[0] ?? 0),
  );
  return combination.size === 0 ? scenario : { ...scenario, entry: entryOf(combination) };
}
