import { expect } from 'chai';
import { z } from 'zod';
import { LINE_PATTERN, readLine } from '../../harness/scenario/line-text.ts';
import { PORT_PATTERN, readPort } from '../../harness/scenario/port-name.ts';
import { scenarioSchema, VERBS } from '../../harness/scenario/schema.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly pattern?: string;
}

const json = z.toJSONSchema(scenarioSchema, { io: 'input' }) as Schema & {
  readonly required: readonly string[];
};

function* keysOf(schema: Schema, path = ''): Generator<{ readonly path: string; readonly schema: Schema }> {
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    yield { path: `${path}.${key}`, schema: value };
    yield* keysOf(value, `${path}.${key}`);
  }
  if (schema.items) yield* keysOf(schema.items, `${path}[]`);
  for (const form of schema.anyOf ?? []) yield* keysOf(form, path);
}

describe('the schema', () => {
  it('becomes a JSON Schema of what people write: four keys required', () => {
    expect(json.required).to.deep.equal(['version', 'name', 'machines', 'steps']);
  });
  it('describes every key', () => {
    const keys = [...keysOf(json)];
    expect(keys).to.have.length.above(80);
    expect(
      keys.filter(({ schema }) => schema.description === undefined).map(({ path }) => path),
    ).to.deep.equal([]);
  });
  it('has ten verbs, of which seven can stand in parallel', () => {
    const step = json.properties?.steps?.items?.properties ?? {};
    expect(VERBS).to.deep.equal([
      ...['send', 'expect', 'lab7', 'out', 'in', 'wait', 'break'],
      ...['parallel', 'boot', 'stop'],
    ]);
    expect(Object.keys(step)).to.deep.equal(VERBS);
    expect(Object.keys(step.parallel?.items?.properties ?? {})).to.deep.equal(VERBS.slice(0, 7));
  });
  it('has patterns that match exactly what is read', () => {
    const lines = [
      '9600 8N1',
      '9600 5N1.5',
      '9600 5N2',
      '9600 6N1.5',
      '9600 8n2',
      ' 9600  8N1',
      '9600 8N1 ',
      '8N1',
      '9600 9N1',
      '9600 8X1',
      '9600',
    ];
    for (const line of lines)
      expect('value' in readLine(line), line).to.equal(new RegExp(LINE_PATTERN).test(line));
    const ports = ['COM1', 'com4', 'Com2', 'COM0', 'COM5', 'COM', 'COM11', 'constructor'];
    for (const port of ports)
      expect('value' in readPort(port), port).to.equal(new RegExp(PORT_PATTERN).test(port));
  });
});
