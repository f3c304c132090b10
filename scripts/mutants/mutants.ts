import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { changed, type Mutant } from './finder.ts';
import type { Played } from './player.ts';
import {
  type Fate,
  place,
  renderSurvivors,
  renderTable,
  shareOf,
  survivorsOf,
  TARGET,
  type Tried,
} from './report.ts';
import { allMutants, sourceOf, specFiles } from './sources.ts';
import { SpecSet } from './spec-set.ts';
import { KnownSurvivors } from './survivors.ts';

const LIST = new URL('survivors.yaml', import.meta.url);

const FATE_OF: Readonly<Record<Played['outcome'], Fate>> = {
  failed: 'killed',
  endless: 'timed out',
  passed: 'survived',
};

const USAGE = `npm run test:mutants -- [--file NAME] [--only ID] [--list]

Changes the chip and the wire in one small thing after another, and plays their specs: one should fail. Ends with 0
when at least ${100 * TARGET} % of the mutants are killed, and all others stand in scripts/mutants/survivors.yaml.

  --file NAME   only mutants of files whose path ends so, such as chip.ts
  --only ID     only this mutant
  --list        shows the mutants, and plays nothing`;

const { values } = parseArgs({
  options: {
    file: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else {
  const chosen = allMutants().filter(
    ({ file, id }) =>
      (values.file.length === 0 || values.file.some((end) => file.endsWith(end))) &&
      (values.only.length === 0 || values.only.includes(id)),
  );
  if (chosen.length === 0) {
    console.error(`no mutant is chosen\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (values.list) for (const mutant of chosen) console.log(shown(mutant));
  else process.exitCode = report(await tried(chosen));
}

function shown(mutant: Mutant): string {
  return `${place(mutant)} ${mutant.within}\n  - ${mutant.was}\n  + ${mutant.becomes}`;
}

async function tried(mutants: readonly Mutant[]): Promise<Tried[]> {
  const lanes = Math.min(mutants.length, availableParallelism());
  const specs = new SpecSet(specFiles(), lanes);
  try {
    await specs.measure();
    const fates = new Map<Mutant, Fate>();
    const waiting = mutants.values();
    const lane = async (_: unknown, number: number): Promise<void> => {
      for (const mutant of waiting) {
        const { file } = mutant;
        const outcome = await specs.outcome({ file, source: changed(sourceOf(file), mutant) }, number);
        fates.set(mutant, FATE_OF[outcome]);
        progress(fates.size, mutants.length);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return mutants.map((mutant) => ({ mutant, fate: fates.get(mutant) as Fate }));
  } finally {
    await specs.close();
  }
}

function progress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all}${done === all ? '\n' : ''}`);
  else if (done % 100 === 0) console.error(`${done} of ${all}`);
}

function report(fates: readonly Tried[]): number {
  const known = new KnownSurvivors(readFileSync(LIST, 'utf8'));
  const survivors = survivorsOf(fates);
  const unknown = survivors.filter((mutant) => known.reason(mutant) === null);
  // Of some mutants of a file no more can be said than that they survive.
  const files = values.only.length > 0 ? [] : [...new Set(fates.map(({ mutant }) => mutant.file))];
  const outdated = known.outdated(files, survivors);
  const parts = [renderSurvivors(survivors, known), renderTable(fates)];
  if (outdated.length > 0) parts.push(`Outdated in the list:\n  ${outdated.join('\n  ')}`);
  const enough = shareOf(fates) >= TARGET;
  const which = unknown.length === 0 ? 'each survivor is known' : `survivors not known: ${unknown.length}`;
  parts.push(`${enough ? 'At least' : 'Less than'} ${100 * TARGET} % are killed; ${which}.`);
  console.log(parts.filter((part) => part !== '').join('\n\n'));
  return enough && unknown.length === 0 ? 0 : 1;
}
