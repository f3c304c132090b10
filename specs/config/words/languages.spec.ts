import { expect } from 'chai';
import type { Code, Facts } from '../../../harness/config/facts.ts';
import type { Entries, Entry } from '../../../harness/config/words/catalogue.ts';
import { EN } from '../../../harness/config/words/en.ts';
import { PT } from '../../../harness/config/words/pt.ts';
import { SAMPLES } from './samples.ts';

const CODES = Object.keys(SAMPLES) as Code[];

interface Text {
  /** Where it stands, the same in each language: `not-com1 why 2`. */
  readonly of: string;
  readonly text: string;
}

/** Whole sentences, part by part, of each of a code's samples. */
function sentencesOf<C extends Code>(entries: Entries, code: C): Text[] {
  const entry: Entry<Facts[C]> = entries[code];
  const said = SAMPLES[code].flatMap((facts, index) =>
    Object.entries({ what: entry.what, why: entry.why, fix: entry.fix, next: entry.next }).flatMap(
      ([part, say]) => (say === undefined ? [] : [{ of: `${code} ${part} ${index + 1}`, text: say(facts) }]),
    ),
  );
  return [{ of: `${code} page`, text: entry.page }, ...said];
}

/** A few words under each mark. */
function labelsOf<C extends Code>(entries: Entries, code: C): Text[] {
  const entry: Entry<Facts[C]> = entries[code];
  return SAMPLES[code].flatMap((facts, index) =>
    [entry.mark?.(facts) ?? [], entry.also?.(facts) ?? []]
      .flat()
      .map((text, mark) => ({ of: `${code} mark ${mark + 1} ${index + 1}`, text })),
  );
}

/** A full stop may stand within a closing quote or bracket. */
const isSentence = (text: string): boolean => /^[\p{Lu}\p{N}`-].*[.]$/su.test(text);

for (const [language, entries] of [
  ['English', EN],
  ['Portuguese', PT],
] as const) {
  const sentences = CODES.flatMap((code) => sentencesOf(entries, code));
  const labels = CODES.flatMap((code) => labelsOf(entries, code));

  describe(`the ${language} catalogue`, () => {
    it('has an entry for each code, and none for another', () => {
      expect(Object.keys(entries).sort()).to.deep.equal([...CODES].sort());
    });

    it('speaks in whole sentences, whatever the facts', () => {
      for (const { of, text } of sentences) expect(isSentence(text), `${of}: ${text}`).to.equal(true);
    });

    it('leaves no hole in a sentence', () => {
      for (const { of, text } of [...sentences, ...labels]) {
        expect(text, of).not.to.match(/undefined|null\b(?!modem)|\[object|NaN|\s{2}|\$\{/);
      }
    });

    it('says what is wrong in one sentence that fits into a few lines', () => {
      for (const { of, text } of sentences) {
        if (of.includes(' what ')) expect(text.length, `${of}: ${text}`).to.be.lessThan(150);
      }
    });

    it('keeps the words under a mark to a few', () => {
      for (const { of, text } of labels) {
        expect(text, of).to.match(/^\S.{0,38}\S$/);
        expect(text, of).not.to.match(/\.$/);
      }
    });

    it('explains each code in a paragraph', () => {
      for (const code of CODES) expect(entries[code].page.length, code).to.be.within(100, 700);
    });

    it('quotes what the products say, letter by letter', () => {
      const all = sentences.map(({ text }) => text).join('\n');
      for (const text of [
        'DrvTCP#0: The port part of the location is not a numerical value',
        'DrvTCP#0 failed to create server socket',
        'DrvTCP#0: The location misses the port to connect to',
        'DrvTCP#0 failed to connect to socket HOST:PORT',
        "Invalid value 'tcp' in UART/Port/@hostMode attribute",
        'Required UART/Port/@IOAddress attribute is missing',
        "'wait' option is incompatible with socket in client connect mode",
        "'reconnect' option is incompatible with socket in server listen mode",
        'Failed to find an available port: Address already in use',
        "Invalid parameter 'client'",
        'could not connect serial device to character backend',
        'Path must be less than 108 bytes',
        'QEMU waiting for connection on: ',
      ]) {
        expect(all).to.include(`"${text}`);
      }
    });

    it('stays short when a file has a name of a megabyte', () => {
      const huge = 'x'.repeat(1_000_000);
      for (const code of CODES) {
        for (const facts of SAMPLES[code]) {
          const entry = entries[code] as Entry<unknown>;
          for (const say of [entry.what, entry.why, entry.fix, entry.next, entry.mark]) {
            expect((say?.(inflated(facts, huge)) ?? '').length, code).to.be.lessThan(2000);
          }
        }
      }
    });
  });
}

/** Each text that comes from a file, a million letters long; words of our own stay. */
function inflated(facts: object, huge: string): object {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => {
      if (OURS.has(key)) return [key, value];
      if (typeof value === 'string') return [key, huge];
      const isFacts = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [key, isFacts ? inflated(value, huge) : value];
    }),
  );
}

const OURS: ReadonlySet<string> = new Set([
  ...['product', 'why', 'looksLike', 'nearest', 'format', 'option', 'for', 'shell', 'needed', 'kind', 'is'],
  ...['role', 'system', 'kindA', 'kindB', 'framing', 'framingA', 'framingB', 'lineA', 'lineB', 'partner'],
  ...['by', 'fault', 'plain', 'allowed', 'name', 'settings', 'attribute', 'wanted'],
]);

/** What both languages say as it is: products' errors, names in their windows, commands and values. */
const literals = (text: string): readonly string[] => (text.match(LITERAL) ?? []).sort();

const LITERAL =
  /"[^"]*"|`[^`]*`|Connect to existing pipe\/socket|Connect at power on|Path\/Address|Enable Serial Port|Show in File Manager|--[a-z][\w-]*|\w+=\w+/g;

/** Ports, addresses, versions. */
const numbers = (text: string): ReadonlySet<string> => new Set(text.match(/\d[\w.:]*\w|\d/g));

describe('the two catalogues', () => {
  const pairs = CODES.flatMap((code) => {
    const inEnglish = sentencesOf(EN, code);
    return sentencesOf(PT, code).map(({ of, text }, index) => ({ of, pt: text, en: inEnglish[index]?.text }));
  });

  it('have the same parts of each entry', () => {
    for (const code of CODES) {
      expect(Object.keys(PT[code]).sort(), code).to.deep.equal(Object.keys(EN[code]).sort());
      const [marks, inPortuguese] = [labelsOf(EN, code), labelsOf(PT, code)];
      expect(inPortuguese.map(({ of }) => of)).to.deep.equal(marks.map(({ of }) => of));
    }
  });

  it('share no sentence', () => {
    for (const { of, en, pt } of pairs) expect(pt, of).not.to.equal(en);
  });

  it('share no words under a mark but the names of things', () => {
    const inEnglish = CODES.flatMap((code) => labelsOf(EN, code));
    const shared = CODES.flatMap((code) => labelsOf(PT, code))
      .filter(({ text }, index) => text === inEnglish[index]?.text)
      .map(({ text }) => text);
    const NAMES = ['9600 7E1', '9600 8N1', '19200 7E2', 'IPv6', 'TCP', 'another', 'telnet'];
    expect([...new Set(shared)].sort()).to.deep.equal([...NAMES].sort());
  });

  it('quote the same products, windows, commands and values', () => {
    for (const { of, en = '', pt } of pairs) expect(literals(pt), of).to.deep.equal(literals(en));
  });

  it('have the same numbers', () => {
    for (const { of, en = '', pt } of pairs) expect(numbers(pt), of).to.deep.equal(numbers(en));
  });
});

describe('the Portuguese catalogue', () => {
  /** Without what stays in English. */
  const own = CODES.map((code) => PT[code].page.replace(/"[^"]*"|`[^`]*`|“[^”]*”/g, ''));

  it('has no English sentence left', () => {
    for (const page of own) expect(page).not.to.match(/\b(the|and|of|is|are|not|with|which|that|it)\b/i);
  });

  it('is written as in Portugal', () => {
    for (const page of own) {
      expect(page).not.to.match(/\b(arquivos?|usuários?|telas?|senhas?|conect\w*|salv[ae]\w*|você)\b/i);
    }
  });
});
