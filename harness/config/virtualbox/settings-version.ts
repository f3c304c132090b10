import type { Source } from '../../ground/source.ts';
import { HOST_SYSTEMS, type HostSystem, type Place, type Said } from '../model.ts';
import { partOf, valueAt } from '../xml/place.ts';
import type { XmlAttribute } from '../xml/tree.ts';
import type { BaseName } from './setting.ts';

/** `1.19-linux`: the version of the file's format, and not of the product. */
export interface SettingsVersion {
  /** All of it. */
  readonly at: Place;
  readonly said: Said<string>;
  /** 19 */
  readonly minor: number;
  readonly base: BaseName;
  readonly host?: Said<HostSystem>;
}

export function settingsVersion(
  source: Source,
  attribute: XmlAttribute | undefined,
): SettingsVersion | undefined {
  const found = /^1\.(\d{1,4})(?!\d)(?:-(\w+))?/.exec(attribute?.value ?? '');
  if (attribute === undefined || found === null) return undefined;
  const [, digits = '', suffix] = found;
  const minor = Number(digits);
  const length = `1.${digits}`.length;
  const said = partOf(source, attribute, 0, length);
  if (said === undefined) return undefined;
  const system = HOST_SYSTEMS.find((each) => each === suffix);
  const at = partOf(source, attribute, length + 1)?.at ?? said.at;
  return {
    at: valueAt(source, attribute),
    said,
    minor,
    base: minor < 20 ? 'IOBase' : 'IOAddress',
    ...(system === undefined ? {} : { host: { value: system, at } }),
  };
}
