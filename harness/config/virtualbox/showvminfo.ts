import type { Source } from '../../ground/source.ts';
import type { Reader } from '../format.ts';
import type { HostSystem, Machine, Place, Port, Said } from '../model.ts';
import { endFor, modeWord } from './mode.ts';
import { type Fact, factsIn } from './vm-facts.ts';

/** What `VBoxManage showvminfo` prints has a line for each UART, on or off. */
export const looksLikeShowvminfo = ({ text }: Source): boolean =>
  /(^|[^\w-])uart[1-4]="(off|0x[\da-f]{1,8},)/im.test(text) ||
  /^[^\n"']{0,80}\bUART [1-4]: {1,40}(disabled|I\/O base:)/m.test(text);

/** One machine or several, one after the other; lines of a log or of a script between them are passed over. */
export const readShowvminfo: Reader = (source) => ({
  machines: grouped(factsIn(source)).map((facts) => machineOf(source, facts)),
  findings: [],
});

/** The name comes first; where there is none, what has been said before is said of another machine. */
function grouped(facts: Iterable<Fact>): readonly (readonly Fact[])[] {
  const machines: Fact[][] = [];
  let said = new Set<string>();
  for (const fact of facts) {
    const key = fact.key.toLowerCase();
    if (machines.length === 0 || said.has(key)) {
      machines.push([]);
      said = new Set();
    }
    said.add(key);
    machines.at(-1)?.push(fact);
  }
  return machines.filter((each) => each.some(({ key }) => /^uart\d$/i.test(key)));
}

function machineOf(source: Source, facts: readonly Fact[]): Machine {
  const of = (key: string): Fact | undefined => facts.find((each) => each.key.toLowerCase() === key);
  const [name, state, file] = [of('name'), of('vmstate'), of('cfgfile')];
  const host = file === undefined ? undefined : hostOf(file.said);
  const first = name ?? facts.find(({ key }) => /^uart\d$/i.test(key));
  return {
    format: 'showvminfo',
    product: 'virtualbox',
    name: name?.said.value,
    at: first?.whole ?? { source, range: [0, 0] },
    ...(host === undefined ? {} : { host }),
    ...(state?.said.value === 'saved' ? { saved: state.whole } : {}),
    ports: [1, 2, 3, 4].flatMap((number) => {
      const uart = of(`uart${number}`);
      return uart === undefined
        ? []
        : [portOf(number, uart, of(`uartmode${number}`), of(`uarttype${number}`))];
    }),
    parts: {},
  };
}

/** Where the settings file lies tells the system. */
function hostOf({ value, at }: Said<string>): Said<HostSystem> | undefined {
  if (/^[a-z]:[\\/]/i.test(value)) return { value: 'windows', at };
  if (value.startsWith('/Users/')) return { value: 'macosx', at };
  return value.startsWith('/home/') ? { value: 'linux', at } : undefined;
}

function portOf(number: number, uart: Fact, mode: Fact | undefined, type: Fact | undefined): Port {
  const [, base, irq] = /^(0x[\da-f]{1,8})\s*,\s*(\d{1,3})/i.exec(uart.said.value) ?? [];
  const { at } = uart.said;
  return {
    number,
    at: uart.whole,
    enabled: { value: base !== undefined, at },
    ...(base === undefined ? {} : { base: { value: Number.parseInt(base, 16), at } }),
    ...(irq === undefined ? {} : { irq: { value: Number(irq), at } }),
    ...(type === undefined ? {} : { uart: type.said }),
    end: mode === undefined ? disconnected(at) : endOf(mode),
    parts: {},
  };
}

const disconnected = (at: Place) => ({ kind: 'disconnected', what: { value: 'disconnected', at } }) as const;

/** `tcpclient,10.0.0.2:4000`: what stands behind the first comma may have more of them. */
function endOf({ said, cut }: Fact): Port['end'] {
  const comma = said.value.indexOf(',');
  const word = modeWord(comma < 0 ? said.value : said.value.slice(0, comma));
  if (word === undefined) return { kind: 'device', what: said };
  const from = comma < 0 ? said.value.length : comma + 1;
  const mode = { value: word, at: cut(0, comma < 0 ? undefined : comma).at };
  return endFor(mode, cut(from), (start, end) => cut(from + start, end === undefined ? end : from + end));
}
