import { z } from 'zod';
import { VERSION } from './header.ts';
import { playSchema } from './play-schema.ts';
import { headerSchema, lineSchema, liveSchema } from './schema.ts';

type Json = z.core.JSONSchema.BaseSchema;

/** A line of a trace as a JSON Schema (2020-12): a header, a record, or what the scenario came to. */
export function traceJsonSchema(): Json {
  const header = z
    .looseObject({ nullmodem: z.literal('trace'), version: z.literal(VERSION), ...headerSchema.shape })
    .describe("before a scenario's records");
  const plays = playSchema.options.map(({ shape }) =>
    z
      .looseObject({ nullmodem: z.literal('play'), ...shape })
      .describe("behind a scenario's records: what it came to"),
  );
  const live = z
    .looseObject({ nullmodem: z.literal('live'), ...liveSchema.shape })
    .describe('behind the records of a run in real time: what it came to');
  const { $schema, ...made } = z.toJSONSchema(z.union([header, lineSchema, ...plays, live]), {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => withoutBounds(jsonSchema as Json),
  }) as Json;
  return {
    ...($schema === undefined ? {} : { $schema }),
    $id: `urn:nullmodem:trace:${VERSION}`,
    title: 'A line of a trace of nullmodem',
    ...made,
  };
}

/** That a number is one which a double holds goes without saying. */
function withoutBounds(schema: Json): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
