import type { Diagnostic } from '../ground/diagnostic.ts';
import { fault } from './fault.ts';
import { Findings } from './findings.ts';
import { problemsOf } from './issues.ts';
import {
  type Combination,
  combinationCount,
  combinationsOf,
  expanded,
  MOST_COMBINATIONS,
  matrixProblems,
  nameWith,
  variablesOf,
} from './matrix.ts';
import type { Scenario } from './model.ts';
import { brokenRules } from './rules.ts';
import { scenarioOf } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { emptyFile, readSource, type Source } from './source.ts';
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
  const findings = new Findings(source);
  const { tree, problems } = readYaml(source);
  for (const { at, also, ...found } of problems) findings.addAt(found, at, 'error', also);
  if (tree === undefined && problems.length === 0) return { scenarios: [], diagnostics: [emptyFile(file)] };
  const scenarios = tree === undefined ? [] : scenariosIn(tree, source, findings);
  return { scenarios: findings.hasErrors ? [] : scenarios, diagnostics: findings.diagnostics };
}

function scenariosIn(tree: Tree, source: Source, findings: Findings): Scenario[] {
  const variables = variablesOf(tree);
  for (const { at, severity, ...found } of matrixProblems(tree, variables))
    findings.addAt(found, at, severity);
  const scenarios: Scenario[] = [];
  // The matrix is the same for all: it is checked once.
  let data = tree;
  for (const combination of combinationsWithin(tree, variables, source, findings)) {
    const scenario = scenarioIn(data, combination, source, findings);
    data = withoutKey(tree, 'matrix');
    if (scenario !== undefined) scenarios.push(scenario);
    if (findings.isFull) break;
  }
  return scenarios;
}

function combinationsWithin(
  tree: Tree,
  variables: ReturnType<typeof variablesOf>,
  source: Source,
  findings: Findings,
): readonly Combination[] {
  const count = combinationCount(variables);
  const isTooLarge =
    count * sizeOf(withoutKey(tree, 'matrix')) > MOST_EXPANDED_VALUES ||
    count * source.text.length > MOST_EXPANDED_TEXT;
  if (count > 1 && count <= MOST_COMBINATIONS && isTooLarge) {
    const what = `This matrix makes ${count} scenarios of a large file: too much to hold.`;
    findings.addAt(
      fault('scenario-too-large', what, undefined, 'Divide the file.'),
      placeOf(tree, ['matrix'])?.key ?? tree.at,
    );
  }
  if (!isTooLarge && count <= MOST_COMBINATIONS) return combinationsOf(variables);
  return combinationsOf(
    variables.map((variable) => ({ ...variable, choices: variable.choices.slice(0, 1) })),
  );
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
  return scenarioOf(checked.data, source.file, name, (path) =>
    source.lineOf(placeOf(tree, path)?.node.at[0] ?? 0),
  );
}
