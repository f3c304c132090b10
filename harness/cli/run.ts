import type { Diagnostic } from '../ground/diagnostic.ts';
import { HarnessError } from '../ground/errors.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import { profileOf } from '../run/bench.ts';
import { forcedOver, withProfile } from '../run/play.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/model.ts';
import { type FoundFile, findScenarioFiles, readScenarioFile } from './find.ts';
import { refuseOverwriting } from './overwriting.ts';
import { onStdout } from './report-target.ts';
import { Reports } from './reports.ts';
import { patternOf, type RunCommand } from './run-arguments.ts';
import { selectOver, selectWhateverProfile } from './select.ts';
import { Session } from './session.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** `nullmodem run`: loads, selects, plays and reports. */
export async function run(command: RunCommand, world: World): Promise<ExitCode> {
  const paths = command.files.length === 0 ? [world.catalogue] : command.files;
  const files = await findScenarioFiles(paths, world.cwd);
  refuseOverwriting(command, files, world.cwd);
  const reports = await Reports.open(command.reports, world);
  try {
    return await reported(command, files, reports, world);
  } catch (error) {
    await reports.broken(error);
    throw error;
  } finally {
    reports.close();
  }
}

async function reported(
  command: RunCommand,
  files: readonly FoundFile[],
  reports: Reports,
  world: World,
): Promise<ExitCode> {
  const { scenarios, diagnostics } = await load(files);
  const colour = wantsColour(world.stderr, world.env);
  for (const diagnostic of diagnostics) world.stderr.write(`${renderDiagnostic(diagnostic, colour)}\n\n`);
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) {
    await reports.unplayed(wrong);
    return EXIT.NOT_UNDERSTOOD;
  }
  const selected = select(scenarios, command);
  if (selected.length === 0) {
    const problem = nothingSelected(scenarios, command);
    world.stderr.write(`error[${problem.code}]: ${problem.what}\nfix: ${problem.fix}\n`);
    await reports.unplayed([problem]);
    return EXIT.NOT_UNDERSTOOD;
  }
  if (command.list) {
    const isJson = onStdout(command.reports) === 'json';
    world.stdout.write(isJson ? listAsJson(selected, command) : listInWords(selected));
    return EXIT.PASSED;
  }
  const twice = command.golden === undefined ? undefined : nameTwice(selected);
  if (twice !== undefined) {
    throw new HarnessError(
      'usage',
      `two scenarios are named "${twice}": each needs a golden trace of its own`,
      'Give one of them another name.',
    );
  }
  return await new Session(command, reports, world).playAll(selected);
}

async function load(
  files: readonly FoundFile[],
): Promise<{ scenarios: readonly Scenario[]; diagnostics: readonly Diagnostic[] }> {
  const scenarios: Scenario[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const loaded = loadScenario(await readScenarioFile(file), file.name);
    scenarios.push(...loaded.scenarios);
    diagnostics.push(...loaded.diagnostics);
  }
  return { scenarios, diagnostics };
}

function select(scenarios: readonly Scenario[], { grep, link, profiles }: RunCommand): readonly Scenario[] {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const chosen = pattern === undefined ? scenarios : scenarios.filter(({ name }) => pattern.test(name));
  const linked = link === undefined ? chosen : selectOver(chosen, link, forcedOver);
  const [profile, ...others] = profiles;
  if (profile === undefined) return linked;
  if (others.length > 0) return selectWhateverProfile(linked);
  return linked.map((scenario) => withProfile(scenario, profile));
}

const nothingSelected = (scenarios: readonly Scenario[], { grep }: RunCommand) => ({
  code: 'nothing-selected',
  what: `none of ${scenarios.length} scenarios has a name that matches ${grep ?? 'that'}`,
  fix: '`--list` without --grep names them all.',
});

/** A name that two scenarios over one transport have. */
function nameTwice(scenarios: readonly Scenario[]): string | undefined {
  const seen = new Set<string>();
  for (const { name, link } of scenarios) {
    const key = `${link.transport} ${name}`;
    if (seen.has(key)) return name;
    seen.add(key);
  }
  return undefined;
}

const listInWords = (scenarios: readonly Scenario[]): string =>
  scenarios.map(({ name, link, file }) => `${name}  [${link.transport}]  ${file}\n`).join('');

function listAsJson(scenarios: readonly Scenario[], { profiles }: RunCommand): string {
  const listed = scenarios.map(({ name, file, link }) => ({
    name,
    file,
    transport: link.transport,
    ...(profiles.length > 1 ? { profiles } : { profile: profileOf(link) }),
  }));
  return `${JSON.stringify({ nullmodem: 1, scenarios: listed }, null, 1)}\n`;
}
