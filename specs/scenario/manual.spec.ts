import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { qemuChip } from '../../harness/peer/qemu/chip.ts';
import { play } from '../../harness/run/play.ts';
import { defineScenario } from '../../harness/scenario/define.ts';
import { scenarioJsonSchema } from '../../harness/scenario/json-schema.ts';
import { missing } from '../judges/qemu/installed.ts';
import { scenariosOf } from './files.ts';

const MANUAL = readFileSync(new URL('../../docs/scenario.md', import.meta.url), 'utf8');

interface Example {
  readonly line: number;
  readonly text: string;
}

const examplesIn = (language: string): readonly Example[] =>
  [...MANUAL.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ({ index, 1: text = '' }) => ({
      line: MANUAL.slice(0, index).split('\n').length,
      text,
    }),
  );

/** What the manual's first example is, without what an example brings itself. */
const FRAME: Readonly<Record<string, string>> = {
  version: 'version: 1',
  name: 'name: an example of the manual',
  machines: 'machines: { A: { line: 9600 8N1, fifo: 14 }, B: { line: 9600 8N1, fifo: 14 } }',
  steps: 'steps: [{ send: { from: A, text: hello } }, { expect: { on: B, text: hello } }]',
};

/** A whole file: of an example that is one already, that is a list of steps, or that has some of its keys. */
function wholeFile({ text }: Example): string {
  const part = text.startsWith('- ') ? `steps:\n${text.replace(/^/gm, '  ')}` : text;
  const keys = [...part.matchAll(/^(\w+):/gm)].map(([, key]) => key);
  const missing = Object.entries(FRAME).filter(([key]) => !keys.includes(key));
  return [...missing.map(([, line]) => line), part, ''].join('\n');
}

describe('docs/scenario.md', () => {
  for (const example of examplesIn('yaml')) {
    const needsQemu = example.text.includes('chip: qemu');
    it(`has an example in line ${example.line} that loads, and passes`, async function () {
      if (needsQemu && missing !== null) this.skip();
      for (const scenario of scenariosOf(wholeFile(example))) {
        const { outcome, failures, reason } = await play(scenario, { seed: 1, chips: { qemu: qemuChip } });
        expect({ outcome, failures: failures.map(({ what }) => what), reason }, scenario.name).to.deep.equal({
          outcome: 'passed',
          failures: [],
          reason: undefined,
        });
      }
    });
  }

  it('says truly what scenarios its matrix makes', () => {
    const example = examplesIn('yaml').find(({ text }) => text.includes('exclude:'));
    const made = scenariosOf(wholeFile(example ?? { line: 0, text: '' })).map(
      ({ name }) => /\((.*)\)/.exec(name)?.[1],
    );
    expect(made).to.deep.equal([
      'mode=poll, rate=50, words=hi',
      'mode=poll, rate=9600, words=hello',
      'mode=int, rate=9600, words=hello',
      'mode=fifo, rate=115200, words=hello',
    ]);
  });

  it('has an example in TypeScript that runs', async () => {
    const [{ text } = { text: '' }, ...others] = examplesIn('ts');
    expect(others).to.have.length(0);
    const code = text.replace(/^import .*\n/, '');
    const said: string[] = [];
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const paper = { log: (line: string) => said.push(line), error: (line: string) => said.push(line) };
    await new AsyncFunction('defineScenario', 'play', 'console', code)(defineScenario, play, paper);
    expect(said).to.deep.equal(['passed', 'passed']);
  });

  describe('names, in the section of each', () => {
    const json = scenarioJsonSchema();
    type Json = ReturnType<typeof scenarioJsonSchema>;
    const property = (schema: Json | undefined, key: string): Json | undefined =>
      schema?.properties?.[key] as Json | undefined;
    const keysOf = (schema: Json | undefined): readonly string[] => [
      ...Object.keys(schema?.properties ?? {}),
      ...((schema?.anyOf ?? []) as Json[]).flatMap((form) => Object.keys(form.properties ?? {})),
    ];
    /** From the heading that has the word to the next of any level. */
    const section = (word: string): string =>
      new RegExp(`^#+ .*\`${word}\`.*\n([\\s\\S]*?)(?=^#|(?![\\s\\S]))`, 'm').exec(MANUAL)?.[1] ?? '';
    const unnamed = (schema: Json | undefined, text: string): readonly string[] =>
      keysOf(schema).filter((key) => !new RegExp(`[\`{ ]${key}[\`:]`).test(text));

    const step = property(json, 'steps')?.items as Json;
    for (const verb of Object.keys(step.properties ?? {})) {
      it(`every key of ${verb}`, () => {
        expect(section(verb)).to.not.equal('');
        expect(unnamed(property(step, verb), section(verb))).to.deep.equal([]);
      });
    }
    for (const key of ['link', 'assert', 'matrix']) {
      it(`every key of ${key}`, () => {
        expect(unnamed(property(json, key), section(key))).to.deep.equal([]);
      });
    }
    it('every key of a machine, of its port and of its line', () => {
      const machine = property(property(json, 'machines'), 'A');
      for (const one of [machine, property(machine, 'port'), property(machine, 'line')]) {
        expect(keysOf(one)).to.have.length.above(1);
        expect(unnamed(one, section('machines'))).to.deep.equal([]);
      }
    });
    it('every key of the file', () => {
      expect(unnamed(json, MANUAL.slice(0, MANUAL.indexOf('## In an editor')))).to.deep.equal([]);
    });
  });
});
