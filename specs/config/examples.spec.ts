import { expect } from 'chai';
import { EXAMPLES } from '../../harness/config/examples.ts';
import { readConfiguration } from '../../harness/config/read.ts';
import { findingsOf } from '../../harness/config/rules/check.ts';
import { Source } from '../../harness/ground/source.ts';
import { circumstances } from './machines.ts';

/** What `nullmodem check` finds in a text; undefined for a part of one, which alone is no configuration. */
function codesIn(text: string): readonly string[] | undefined {
  const { machines, findings } = readConfiguration(new Source(text, 'example'));
  const read = findings.map(({ code }) => code);
  if (read.includes('format-unknown') || read.includes('xml-malformed')) return undefined;
  return [...read, ...findingsOf(machines, circumstances(), findings).map(({ code }) => code)];
}

describe('the examples', () => {
  it('are two for each code, and the right one is another than the wrong one', () => {
    for (const [code, { wrong, right }] of Object.entries(EXAMPLES)) {
      expect(wrong, code).to.match(/\S/);
      expect(right, code).to.match(/\S/);
      expect(wrong, code).not.to.equal(right);
    }
  });

  it('are found wrong and right, where they are whole texts', () => {
    const whole = Object.entries(EXAMPLES).flatMap(([code, { wrong, right }]) => {
      const found = { wrong: codesIn(wrong), right: codesIn(right) };
      return found.wrong === undefined ? [] : [{ code, ...found }];
    });
    for (const { code, wrong, right } of whole) {
      expect(wrong).to.include(code);
      expect(right, code).not.to.include(code);
    }
    expect(whole).to.have.length.above(15);
  });
});
