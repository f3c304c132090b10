import { expect } from 'chai';
import fc from 'fast-check';
import { attributeOf, childOf, readXml, type XmlElement } from '../../../harness/config/xml/tree.ts';
import { Source } from '../../../harness/ground/source.ts';
import { vbox5 } from '../virtualbox/vbox-file.ts';

function rootOf(text: string): XmlElement {
  const reading = readXml(new Source(text, 'a.xml'));
  if ('fault' in reading) throw new Error(`${reading.fault.kind} at ${reading.fault.at}`);
  return reading.root;
}

function faultOf(text: string) {
  const reading = readXml(new Source(text, 'a.xml'));
  if (!('fault' in reading)) throw new Error('it is well formed');
  const { kind, at, open } = reading.fault;
  return { kind, marks: text.slice(...at), ...(open === undefined ? {} : { open: text.slice(...open) }) };
}

describe('the tree of an XML text', () => {
  it('has the place of each tag, element, attribute and value', () => {
    const text = `<?xml version="1.0"?>\r\n<!-- > --><v:a  b = 'x"y' \r\n c="">\n  <d e="1"/>\n</v:a>\n`;
    const root = rootOf(text);
    expect(text.slice(...root.tag)).to.equal(`<v:a  b = 'x"y' \r\n c="">`);
    expect(text.slice(...root.whole)).to.equal(text.slice(text.indexOf('<v:a'), text.lastIndexOf('\n')));
    expect(
      root.attributes.map(({ whole, inside }) => [whole, inside].map((range) => text.slice(...range))),
    ).to.deep.equal([
      [`b = 'x"y'`, 'x"y'],
      ['c=""', ''],
    ]);
    const child = root.children[0];
    expect(child && text.slice(...child.whole)).to.equal('<d e="1"/>');
    expect(child?.whole).to.deep.equal(child?.tag);
  });

  it('has names without their prefix, and no declaration of a namespace', () => {
    const root = rootOf('<vbox:Machine xmlns:server="urn:x" xmlns="urn:y" ovf:name="a"/>');
    expect(root.name).to.equal('Machine');
    expect(root.attributes.map(({ name, value }) => [name, value])).to.deep.equal([['name', 'a']]);
  });

  it('has values and texts without entities, and CDATA as text', () => {
    const root = rootOf('<a b="x &amp; &#x41;&quot;">1 &lt; <![CDATA[2 & 3]]><c>no</c></a>');
    expect(attributeOf(root, 'b')?.value).to.equal('x & A"');
    expect(root.text).to.equal('1 < 2 & 3');
  });

  it('has a value whose name and blanks look alike', () => {
    const text = '<a ab="b" b  =  "ab"/>';
    expect(attributeOf(rootOf(text), 'b')).to.deep.include({ whole: [10, 20], inside: [17, 19] });
  });

  it('reads a document type that declares no entity', () => {
    expect(rootOf('<!DOCTYPE a SYSTEM "a.dtd" [ <!-- > --> ]><a/>').name).to.equal('a');
  });

  it('has the same tree for a source that it has read before', () => {
    const source = new Source('<a/>', 'a.xml');
    expect(readXml(source)).to.equal(readXml(source));
  });

  it('has the place of each attribute, whatever its value and its blanks are', () => {
    const blanks = fc.constantFrom('', ' ', '\n\t', '\r\n');
    const attribute = fc.record({
      name: fc.constantFrom('a', 'ab', 'aba', 'b-a', 'x.y'),
      value: fc.stringMatching(/^[a-z =/>]*$/),
      quote: fc.constantFrom('"', "'"),
      before: blanks,
      after: blanks,
    });
    fc.assert(
      fc.property(fc.uniqueArray(attribute, { selector: ({ name }) => name, maxLength: 5 }), (all) => {
        const written = all.map(
          ({ name, value, quote, before, after }) => `${name}${before}=${after}${quote}${value}${quote}`,
        );
        const text = `<e ${written.join('\n ')}/>`;
        const { attributes } = rootOf(text);
        expect(attributes.map(({ whole }) => text.slice(...whole))).to.deep.equal(written);
        expect(attributes.map(({ inside }) => text.slice(...inside))).to.deep.equal(
          all.map(({ value }) => value),
        );
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

describe('an XML text with a fault', () => {
  const tag = '<a><b c="1"';
  for (const [text, fault] of [
    ['<a><b></a>', { kind: 'closing-tag', marks: '</a>', open: '<b>' }],
    ['<a></b></a>', { kind: 'closing-tag', marks: '</b>', open: '<a>' }],
    [`${tag} d=2/></a>`, { kind: 'attribute', marks: 'd=2' }],
    [`${tag} d/></a>`, { kind: 'attribute', marks: 'd/' }],
    [`${tag} d="2 e="3"/></a>`, { kind: 'attribute', marks: 'd="2 e="' }],
    [`${tag} d="2/>\n<b/></a>`, { kind: 'attribute', marks: '"2/>\n' }],
    [`${tag} c="2"/></a>`, { kind: 'attribute-twice', marks: 'c="2"' }],
    [`${tag} d="x & y"/></a>`, { kind: 'ampersand', marks: '&' }],
    [`${tag} d="x&y;"/></a>`, { kind: 'ampersand', marks: '&' }],
    ['<a>x & y</a>', { kind: 'ampersand', marks: '&' }],
    ['<a>< b/></a>', { kind: 'character', marks: ' ' }],
    ['<a>\x01</a>', { kind: 'character', marks: '\x01' }],
    ['<a><!-- -- --></a>', { kind: 'markup', marks: ' ' }],
    ['<a/>text', { kind: 'outside-root', marks: 'text' }],
    ['text <a/>', { kind: 'outside-root', marks: 'text <' }],
    ['<a/>\n\xa0', { kind: 'outside-root', marks: '\xa0' }],
    ['<a b="<" c="d"/>', { kind: 'attribute', marks: '"' }],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', { kind: 'entities', marks: '<!DOCTYPE a [<!ENTITY b "c">]>' }],
    [tag, { kind: 'ends-early', marks: '"', open: '<a>' }],
    ['<a>\n  <b/>\n\n', { kind: 'ends-early', marks: '>', open: '<a>' }],
    ['<a><!-- x & y', { kind: 'ends-early', marks: 'y', open: '<a>' }],
    ['', { kind: 'ends-early', marks: '' }],
  ] as const)
    it(`is ${fault.kind} in ${JSON.stringify(text)}`, () => {
      expect(faultOf(text)).to.deep.equal(fault);
    });

  it('is at the `&` itself, however far off the next semicolon is', () => {
    expect(faultOf('<a b="x & y" c="z & &amp;"/>')).to.deep.equal({ kind: 'ampersand', marks: '&' });
    expect(readXml(new Source('<a b="x & y" c="z & &amp;"/>', 'a'))).to.deep.nested.property(
      'fault.at',
      [8, 9],
    );
  });

  it('ends early wherever a settings file is cut, after its first tag', () => {
    const text = vbox5();
    const begins = text.indexOf('<VirtualBox');
    for (let end = begins + 1; end < text.trimEnd().length; end += 97)
      expect(faultOf(text.slice(0, end)).kind, text.slice(end - 20, end)).to.equal('ends-early');
  });

  it('is too large when it goes deeper than any settings file', () => {
    expect(faultOf('<a>'.repeat(1002)).kind).to.equal('too-large');
  });

  it('is found without an error, whatever the text is', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a',
      ' b="',
      '"',
      "'",
      '&',
      ';',
      '&#0;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE',
      '[',
      ']',
      '\ud800',
      '\r',
      'x',
      ':',
      '=',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (all) => {
        const text = all.join('');
        const reading = readXml(new Source(text, 'a'));
        if (!('fault' in reading)) return;
        const [from, to] = reading.fault.at;
        expect(from).to.be.at.least(0);
        expect(to).to.be.within(from, text.length);
      }),
      { seed: 6, numRuns: 400 },
    );
  });
});

describe('an element', () => {
  it('has children by name', () => {
    const root = rootOf('<a><b c="1"/><b c="2"/></a>');
    const child = childOf(root, 'b');
    expect(child && attributeOf(child, 'c')?.value).to.equal('1');
    expect(childOf(root, 'd')).to.equal(undefined);
  });
});
