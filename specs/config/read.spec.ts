import { expect } from 'chai';
import type { KnownFormats, TextFormat } from '../../harness/config/formats.ts';
import type { Format, Machine } from '../../harness/config/model.ts';
import { readConfiguration } from '../../harness/config/read.ts';
import { Source } from '../../harness/ground/source.ts';

/** Recognises its own name, and makes a machine of each `NAME: WORD`. */
const format = (name: Format): TextFormat => ({
  format: name,
  recognises: ({ text }) => text.includes(name),
  read: (source) => ({
    machines: Array.from(
      source.text.matchAll(new RegExp(`${name}: (\\w+)`, 'g')),
      ({ 1: word, index }): Machine => ({
        format: name,
        product: 'virtualbox',
        name: word,
        at: { source, range: [index, index + name.length] },
        ports: [],
        parts: {},
      }),
    ),
    findings: [],
  }),
});
const KNOWN: KnownFormats = {
  documents: [format('vbox'), format('libvirt')],
  lines: [format('modifyvm'), format('qemu')],
};

const read = (text: string, file = 'a.txt') => readConfiguration(new Source(text, file), KNOWN);
const namesIn = (text: string) => read(text).machines.map(({ name }) => name);

describe('a configuration', () => {
  it('is recognised by its content, whatever its file is called', () => {
    const { machines, findings } = read('vbox: ana', 'run.sh');
    expect(machines.map(({ format }) => format)).to.deep.equal(['vbox']);
    expect(findings).to.deep.equal([]);
  });
  it('that is a document is nothing else, though commands are quoted in it', () => {
    expect(namesIn('vbox: ana\n<!-- qemu: rui -->')).to.deep.equal(['ana']);
  });
  it('that is a script may hold commands of several products: their machines stand in its order', () => {
    expect(namesIn('qemu: ana\nmodifyvm: rui\nqemu: eva')).to.deep.equal(['ana', 'rui', 'eva']);
  });

  it('of no known format is said to be none, at its first line of text', () => {
    const [finding, ...others] = read('\n  hello there\nmore').findings;
    expect(others).to.deep.equal([]);
    expect(finding).to.deep.include({ code: 'format-unknown', severity: 'error', facts: { file: 'a.txt' } });
    expect(finding?.at.range).to.deep.equal([3, 14]);
  });
  for (const [file, nearest] of [
    ['a.vbox', 'vbox'],
    ['A.VBOX', 'vbox'],
    ['a.ovf', 'ovf'],
    ['a.vmx', 'vmx'],
    ['a.xml', 'libvirt'],
    ['dosbox.conf', 'dosbox'],
  ] as const) {
    it(`of no known format was meant to be ${nearest} in ${file}`, () => {
      expect(read('hello', file).findings[0]?.facts).to.deep.equal({ file, nearest });
    });
  }
  it('without a machine says so, and as what it was read', () => {
    const [finding] = read('qemu is not started here').findings;
    expect(finding).to.deep.include({ code: 'no-machine', facts: { file: 'a.txt', format: 'qemu' } });
  });
  it('with a machine says nothing of another format that it mentions', () => {
    expect(read('modifyvm: ana # not qemu').findings).to.deep.equal([]);
  });
});
