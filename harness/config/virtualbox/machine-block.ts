import type { Source } from '../../ground/source.ts';

/** Where a Vagrantfile or a Packer file describes one machine. */
export interface MachineBlock {
  /** It goes to the next one. */
  readonly from: number;
  readonly name: string | undefined;
}

const BEGINS =
  /^(?![ \t]*#).{0,200}?(?:\.vm\.define\b[ \t(]{0,9}(?::(\w+)|["']([^"'\n]{1,100})["'])?|\bsource[ \t]+"virtualbox[\w-]*"[ \t]+"([^"\n]{1,100})")|"type"[ \t]*:[ \t]*"virtualbox/gm;
const NAMED =
  /^(?![ \t]*#).{0,200}?(?:\w\.name[ \t]*=|\bvm_name"?[ \t]*[=:]|\bmodifyvm\b.{0,200}?["']--name["'][ \t]*,)[ \t]*["']([^"'\n]{1,100})["']/gm;
const UNKNOWN = /[#$]\{|\{\{|%[sd]/;

const namesIn = (match: RegExpMatchArray): string | undefined => {
  const name = match.slice(1).find((group) => group !== undefined);
  return name === undefined || UNKNOWN.test(name) ? undefined : name;
};

/** The descriptions of machines in a text, in order. A name that is given within one counts before its own. */
export function machineBlocksIn({ text }: Source): readonly MachineBlock[] {
  const names = [...text.matchAll(NAMED)];
  let next = 0;
  const within = (from: number, to: number): string | undefined => {
    while (next < names.length && (names[next]?.index ?? 0) < from) next += 1;
    const found = names[next];
    return found !== undefined && found.index < to ? namesIn(found) : undefined;
  };
  const begins = [...text.matchAll(BEGINS)];
  const before = { from: 0, name: within(0, begins[0]?.index ?? text.length) };
  const blocks = begins.map((match, at) => {
    const to = begins[at + 1]?.index ?? text.length;
    return { from: match.index, name: within(match.index, to) ?? namesIn(match) };
  });
  return [before, ...blocks];
}

/** The last one that begins before an offset. */
export function blockAt(blocks: readonly MachineBlock[], offset: number): number {
  let [from, to] = [0, blocks.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((blocks[middle]?.from ?? 0) <= offset) from = middle;
    else to = middle;
  }
  return from;
}
