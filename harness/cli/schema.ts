import { scenarioJsonSchema } from '../scenario/json-schema.ts';

/** What `nullmodem schema` prints, and what docs/scenario.schema.json holds. */
export const schemaText = (): string => `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
