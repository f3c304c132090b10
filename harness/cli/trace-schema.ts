import { traceJsonSchema } from '../report/trace/json-schema.ts';

/** What `nullmodem schema --trace` prints, and what docs/trace.schema.json holds. */
export const traceSchemaText = (): string => `${JSON.stringify(traceJsonSchema(), null, 2)}\n`;
