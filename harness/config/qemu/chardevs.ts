import type { Finding } from '../finding.ts';
import { nearest } from '../nearest.ts';
import { type Backend, longBackend } from './backend.ts';
import type { Invocation } from './invocation.ts';
import { optionOf, type Part } from './options.ts';

/** The chardevs of a command, by their id; one may be defined after it is used. */
export class Chardevs {
  readonly all: readonly Backend[];
  readonly #byId: ReadonlyMap<string, Backend>;
  /** All that any other word of the command may mean by an id. */
  readonly #named: ReadonlySet<string>;

  constructor({ line, chardevs }: Invocation) {
    const words = chardevs.flatMap(({ value }) => value ?? []);
    this.all = words.map(longBackend);
    this.#byId = new Map(this.all.map((backend) => [idOf(backend), backend]));
    const others = words.length === 0 ? [] : line.words.filter((word) => !words.includes(word));
    this.#named = new Set(others.flatMap(({ text }) => text.split(/[^\w.-]+/)));
  }

  /** The one of that id; else the one that was meant, if one can be told. */
  called(id: string): Backend | undefined {
    const own = this.#byId.get(id);
    if (own !== undefined) return own;
    const meant = nearest(id, [...this.#byId.keys()]);
    const [only, ...others] = this.unused();
    return (
      (meant === undefined ? undefined : this.#byId.get(meant)) ?? (others.length === 0 ? only : undefined)
    );
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Sockets and pipes that nothing leads to. */
  unused(): readonly Backend[] {
    return this.all.filter((each) => LINKS.includes(each.name) && !this.#named.has(idOf(each)));
  }

  /** A device names one that is not there. */
  missing(id: Part): Finding[] {
    if (id.later !== undefined || this.has(id.text)) return [];
    const known = [...this.#byId.keys()];
    const meant = this.called(id.text);
    const { at, exact } = id;
    return [
      {
        code: 'qemu-chardev-unknown',
        severity: 'error',
        facts: { id: id.text, known: meant === undefined ? known : [idOf(meant)] },
        at,
        ...(meant === undefined ? {} : { also: [meant.word.at] }),
        ...(meant === undefined || !exact ? {} : { edits: [at.source.edit(at.range, idOf(meant))] }),
      },
    ];
  }
}

const LINKS: readonly string[] = ['socket', 'pipe', 'udp'];

export const idOf = ({ options }: Backend): string => optionOf(options, 'id')?.value ?? '';
