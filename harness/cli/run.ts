import type { Diagnostic } from '../ground/diagnostic.ts';
import { HarnessError } from '../ground/errors.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import { profileOf } from '../run/bench.ts';
import { forcedOver, withProfile } from '../run/play.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/model.ts';
import { type Command, patternOf } from './arguments.ts';
import { findScenarioFiles, readScenarioFile } from './find.ts';
import { selectOver, selectWhateverProfile } from './select.ts';
import { Session } from './session.ts';
import { EXIT, type ExitCode, type World, wantsColour } from './world.ts';

/** `nullmodem run`: loads, selects, plays and reports. */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const { scenarios, diagnostics } = await load(command, world);
  const colour = wantsColour(world.stderr, world.env);
  for (const diagnostic of diagnostics) world.stderr.write(`${renderDiagnostic(diagnostic, colour)}\n\n`);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    if (command.json) world.stdout.write(`${JSON.stringify({ nullmodem: 1, diagnostics }, null, 1)}\n`);
    return EXIT.NOT_UNDERSTOOD;
  }
  const selected = select(scenarios, command);
  if (selected.length === 0) {
    world.stderr.write(nothingSelected(scenarios, command));
    if (command.json) world.stdout.write(listAsJson([], command));
    return EXIT.NOT_UNDERSTOOD;
  }
  if (command.list) {
    world.stdout.write(command.json ? listAsJson(selected, command) : listInWords(selected));
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
  return await new Session(command, world).playAll(selected);
}

async function load(
  { files }: Command,
  world: World,
): Promise<{ scenarios: readonly Scenario[]; diagnostics: readonly Diagnostic[] }> {
  const scenarios: Scenario[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of await findScenarioFiles(files.length === 0 ? [world.catalogue] : files, world.cwd)) {
    const loaded = loadScenario(await readScenarioFile(file), file.name);
    scenarios.push(...loaded.scenarios);
    diagnostics.push(...loaded.diagnostics);
  }
  return { scenarios, diagnostics };
}

function select(scenarios: readonly Scenario[], { grep, link, profiles }: Command): readonly Scenario[] {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const chosen = pattern === undefined ? scenarios : scenarios.filter(({ name }) => pattern.test(name));
  const linked = link === undefined ? chosen : selectOver(chosen, link, forcedOver);
  const [profile, ...others] = profiles;
  if (profile === undefined) return linked;
  if (others.length > 0) return selectWhateverProfile(linked);
  return linked.map((scenario) => withProfile(scenario, profile));
}

function nothingSelected(scenarios: readonly Scenario[], { grep }: Command): string {
  const fix = '`--list` without --grep names them all.';
  return `error[nothing-selected]: none of ${scenarios.length} scenarios has a name that matches ${grep ?? 'that'}\nfix: ${fix}\n`;
}

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

function listAsJson(scenarios: readonly Scenario[], { profiles }: Command): string {
  const listed = scenarios.map(({ name, file, link }) => ({
    name,
    file,
    transport: link.transport,
    ...(profiles.length > 1 ? { profiles } : { profile: profileOf(link) }),
  }));
  return `${JSON.stringify({ nullmodem: 1, scenarios: listed }, null, 1)}\n`;
}
