import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { DEPARTURES } from './judges/qemu/departures.ts';
import { range } from './support/chip.ts';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const specs = fileURLToPath(new URL('.', import.meta.url));

interface Row {
  readonly number: number;
  readonly sections: readonly string[];
  readonly files: readonly string[];
  readonly how: string;
}

/** `| 44 | 8.11 B | what | [thre-interrupt](../specs/uart/thre-interrupt.spec.ts) | modelled |` */
const ROW = /^\| (\d+) \| ([^|]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm;
const SECTION = /\b(?:\d+\.\d+|TL16C750)\b/g;

const page = readFileSync(`${docs}conformance.md`, 'utf8');

const rows: readonly Row[] = [...page.matchAll(ROW)].map(
  ([, number, sections = '', links = '', how = '']) => ({
    number: Number(number),
    sections: sections.match(SECTION) ?? [],
    files: [...links.matchAll(/\(([^)]+)\)/g)].map(([, file = '']) => join(docs, file)),
    how,
  }),
);

interface Title {
  readonly file: string;
  readonly text: string;
  readonly numbers: readonly number[];
  readonly sections: readonly string[];
}

/** Titles that begin with numbers in brackets, and the sections behind them. */
const NUMBERED = /\b(?:it\(|describe\(|title:)\s*['"`](((?:\[\d+\])+) ((?:§\S+ )*)[^\n]*)/g;

const titles: readonly Title[] = readdirSync(specs, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(join(specs, file), 'utf8').matchAll(NUMBERED)].map(
      ([, text = '', numbers = '', sections = '']) => ({
        file: join(specs, file),
        text,
        numbers: (numbers.match(/\d+/g) ?? []).map(Number),
        sections: sections.match(SECTION) ?? [],
      }),
    ),
  );

const sectionsOf = (number: number): readonly string[] => rows[number - 1]?.sections ?? [];

describe('docs/conformance.md', () => {
  it('has each of the 70 behaviours, in their order', () => {
    expect(rows.map(({ number }) => number)).to.deep.equal(range(70, 1));
  });

  it('says of each how it is modelled', () => {
    for (const { number, how } of rows) {
      expect(how, `${number}`).to.match(/^(modelled|simplified|not modelled)\b/);
      if (!how.startsWith('modelled')) expect(how, `${number}: in what`).to.match(/^\D+: ./);
    }
  });

  for (const { number, files } of rows)
    it(`names specs of behaviour ${number} that have its number`, () => {
      expect(files).not.to.deep.equal([]);
      for (const file of files) {
        expect(existsSync(file), file).to.equal(true);
        const proofs = titles.filter((title) => title.file === file && title.numbers.includes(number));
        expect(proofs, file).not.to.deep.equal([]);
      }
    });
});

describe('QEMU, as docs/conformance.md has it', () => {
  const told = page
    .split('\n')
    .filter((line) => /^\| [^|]+ \| [\d, ]+ \| [\d.]+ \| /.test(line) && !/^\| \d/.test(line));

  it('departs where the rules of its judge say, in their words', () => {
    expect(told).to.deep.equal(
      DEPARTURES.map(
        ({ name, behaviours, section, why }) =>
          `| ${name} | ${behaviours.join(', ')} | ${section} | ${why} |`,
      ),
    );
  });

  it('departs from behaviours in a section of theirs', () => {
    for (const { name, behaviours, section } of DEPARTURES)
      expect(behaviours.flatMap(sectionsOf), name).to.include(section);
  });
});

describe('The titles of numbered specs', () => {
  it('bear numbers that the page has', () => {
    for (const { text, numbers } of titles)
      for (const number of numbers) expect(rows[number - 1]?.number, text).to.equal(number);
  });

  it('bear a section of each behaviour that stands in the book, and no other', () => {
    for (const { text, numbers, sections } of titles) {
      const allowed = numbers.flatMap(sectionsOf);
      expect(
        sections.filter((section) => !allowed.includes(section)),
        text,
      ).to.deep.equal([]);
      for (const number of numbers) {
        const own = sectionsOf(number);
        if (own.length > 0)
          expect(
            sections.some((section) => own.includes(section)),
            text,
          ).to.equal(true);
      }
    }
  });

  it('are there: more than two hundred', () => {
    expect(titles.length).to.be.greaterThan(200);
  });
});
