import { expect } from 'chai';
import { EXAMPLES } from '../../../harness/config/examples.ts';
import type { Code, Facts } from '../../../harness/config/facts.ts';
import type { Entry } from '../../../harness/config/words/catalogue.ts';
import { EN } from '../../../harness/config/words/en.ts';
import { SAMPLES } from './samples.ts';

const CODES = Object.keys(SAMPLES) as Code[];

/** Whole sentences, part by part, of each of the code's samples. */
function sentencesOf<C extends Code>(code: C): string[] {
  const entry: Entry<Facts[C]> = EN[code];
  return [
    entry.page,
    ...SAMPLES[code].flatMap((facts) =>
      [entry.what, entry.why, entry.fix, entry.next].flatMap((say) =>
        say === undefined ? [] : [say(facts)],
      ),
    ),
  ];
}

function labelsOf<C extends Code>(code: C): string[] {
  const entry: Entry<Facts[C]> = EN[code];
  return SAMPLES[code].flatMap((facts) => [
    ...(entry.mark === undefined ? [] : [entry.mark(facts)]),
    ...(entry.also === undefined ? [] : entry.also(facts)),
  ]);
}

/** A full stop may stand within a closing quote or bracket. */
const isSentence = (text: string): boolean => /^[\p{Lu}\p{N}`-].*[.]$/su.test(text);

describe('the English catalogue', () => {
  it('has an entry for each code, and none for another', () => {
    expect(Object.keys(EN).sort()).to.deep.equal([...CODES].sort());
  });

  it('speaks in whole sentences, whatever the facts', () => {
    for (const code of CODES) {
      for (const text of sentencesOf(code)) expect(isSentence(text), `${code}: ${text}`).to.equal(true);
    }
  });

  it('leaves no hole in a sentence', () => {
    for (const code of CODES) {
      for (const text of [...sentencesOf(code), ...labelsOf(code)]) {
        expect(text, code).not.to.match(/undefined|null\b(?!modem)|\[object|NaN|\s{2}|\$\{/);
      }
    }
  });

  it('says what is wrong in one sentence that fits into a few lines', () => {
    for (const code of CODES) {
      for (const facts of SAMPLES[code]) {
        const what = (EN[code] as Entry<typeof facts>).what(facts);
        expect(what.length, `${code}: ${what}`).to.be.lessThan(150);
      }
    }
  });

  it('keeps the words under a mark to a few', () => {
    for (const code of CODES) {
      for (const label of labelsOf(code)) {
        expect(label, code).to.match(/^\S.{0,38}\S$/);
        expect(label, code).not.to.match(/\.$/);
      }
    }
  });

  it('explains each code in a paragraph', () => {
    for (const code of CODES) expect(EN[code].page.length, code).to.be.within(100, 700);
  });

  it('quotes what the products say, letter by letter', () => {
    const all = CODES.flatMap(sentencesOf).join('\n');
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
        const entry = EN[code] as Entry<unknown>;
        for (const say of [entry.what, entry.why, entry.fix, entry.next, entry.mark]) {
          expect((say?.(inflated(facts, huge)) ?? '').length, code).to.be.lessThan(2000);
        }
      }
    }
  });
});

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
  ...['by', 'plain', 'allowed', 'name', 'settings', 'attribute', 'wanted'],
]);

describe('the examples', () => {
  it('are two for each code, and the right one is another than the wrong one', () => {
    for (const code of CODES) {
      const { wrong, right } = EXAMPLES[code];
      expect(wrong, code).to.match(/\S/);
      expect(right, code).to.match(/\S/);
      expect(wrong, code).not.to.equal(right);
    }
  });
});
