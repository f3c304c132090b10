import type { Range, Source } from '../../ground/source.ts';
import type { Finding } from '../finding.ts';
import { laterIn } from '../later.ts';
import { nearest } from '../nearest.ts';
import { type Assignment, TYPES, typeOf } from './assignments.ts';
import { HOST_AND_PORT, meantBy, PARAMETERS, partsOf } from './nullmodem.ts';

/** Words that DOSBox passes over without a sound. */
export function faultsOf(source: Source, assignment: Assignment): Finding[] {
  const [type, ...parameters] = assignment.words;
  if (type === undefined) return [];
  const wrong = wrongType(source, assignment, type);
  if (typeOf(source.text, assignment) !== 'nullmodem') return wrong;
  return [...wrong, ...parameters.flatMap((at) => wrongParameter(source, assignment, at))];
}

function wrongType(source: Source, { number }: Assignment, at: Range): Finding[] {
  const value = source.text.slice(...at);
  const known = TYPES.some((each) => each === value.toLowerCase()) || laterIn(value) !== undefined;
  return known ? [] : [invalid(source, `serial${number}`, at, TYPES, nearest(value, TYPES))];
}

/** `port=4000`, `prot:4000` */
function wrongParameter(source: Source, { number }: Assignment, at: Range): Finding[] {
  const word = source.text.slice(...at);
  const { name, sign, value } = partsOf(word);
  const meant = meantBy(name);
  const isSpelled = meant === name.toLowerCase() && sign === ':';
  const [, host, port] = (meant === 'server' && HOST_AND_PORT.exec(value ?? '')) || [];
  if ((isSpelled && host === undefined) || laterIn(name) !== undefined) return [];
  const allowed = PARAMETERS.map((each) => `${each}:`);
  const said = host === undefined ? value : `${host} port:${port}`;
  const near = meant === undefined || !said ? undefined : `${meant}:${said}`;
  return [invalid(source, `serial${number}=nullmodem`, at, allowed, near)];
}

function invalid(
  source: Source,
  name: string,
  range: Range,
  allowed: readonly string[],
  near: string | undefined,
): Finding {
  return {
    code: 'value-invalid',
    severity: 'error',
    facts: {
      name,
      value: source.text.slice(...range),
      allowed: allowed.join(', '),
      ...(near === undefined ? {} : { nearest: near }),
    },
    at: { source, range },
    ...(near === undefined ? {} : { edits: [source.edit(range, near)] }),
  };
}
