import { expect } from 'chai';
import { loadScenario } from '../../harness/scenario/load.ts';
import { Editor } from './editor.ts';
import { catalogue, EXAMPLE, file, reference } from './files.ts';

const HEAD = `version: 1
name: x
machines:
  A: {}
  B: {}
`;
const withSteps = (...lines: readonly string[]): string =>
  `${HEAD}steps:\n${lines.map((line) => `  ${line}\n`).join('')}`;

const loads = (text: string): boolean => loadScenario(text, 'x').scenarios.length > 0;

describe('an editor with the schema', function () {
  // The server is another process, and may have to wait for a processor.
  this.timeout(30_000);
  let editor: Editor;
  before(async () => {
    editor = await Editor.start();
  });
  after(() => editor.stop());

  const messagesOf = async (...texts: readonly string[]): Promise<readonly (readonly string[])[]> =>
    (await editor.saidOf(texts)).map((all) => all.map(({ message }) => message));
  const labels = async (text: string): Promise<readonly string[]> => [...(await editor.offers(text)).keys()];

  it('finds nothing wrong with each ninth file of the catalogue', async () => {
    const some = catalogue.filter((_, index) => index % 9 === 0);
    const said = await messagesOf(...some);
    expect(said.map((all, index) => [some[index], ...all])).to.deep.equal(some.map((text) => [text]));
  });

  describe('offers', () => {
    it('every key of the file where it is empty', async () => {
      expect(await labels('|')).to.include.members([
        'version',
        'name',
        'link',
        'machines',
        'matrix',
        'steps',
        'assert',
      ]);
    });
    it('every verb where a step begins, each with what it needs', async () => {
      const offers = await editor.offers(withSteps('- |'));
      const verbs = ['send', 'expect', 'lab7', 'out', 'in', 'wait', 'parallel', 'boot', 'stop'];
      expect([...offers.keys()]).to.include.members(verbs);
      expect(offers.get('out')?.insertText).to.equal('out:\n    on: $1\n    port: $2\n    value: $3');
    });
    it('no boot in parallel', async () => {
      const offers = await labels(withSteps('- parallel:', '    - |'));
      expect(offers).to.include('send').and.not.include('boot');
    });
    it('the other keys of send, and not the one that is there', async () => {
      const offers = await labels(withSteps('- send:', '    from: A', '    |'));
      expect(offers).to.include.members(['mode', 'text', 'hex', 'repeat', 'times', 'random']);
      expect(offers).to.not.include('from');
    });
    it('the keys that are left between braces, once a letter is there', async () => {
      expect(await labels(withSteps('- send: { from: A, m| }'))).to.include.members(['mode', 'text']);
    });
    it('the three modes at mode:', async () => {
      expect(await labels(withSteps('- send:', '    mode: |', '    from: A'))).to.deep.equal([
        'poll',
        'int',
        'fifo',
      ]);
      expect(await labels(withSteps('- send: { mode: p|, from: A }'))).to.deep.equal(['poll', 'int', 'fifo']);
    });
    it('the keys of a link, and its transports', async () => {
      expect(await labels('link:\n  |\n')).to.include.members([
        'transport',
        'profile',
        'listen',
        'port',
        'path',
      ]);
      expect(await labels('link:\n  transport: |\n')).to.deep.equal(['cable', 'tcp', 'pipe']);
    });
    it('the keys of a machine, its rates and its trigger levels', async () => {
      const machine = (rest: string) => `version: 1\nmachines:\n  A:\n    ${rest}\n`;
      expect(await labels(machine('|'))).to.include.members(['port', 'line', 'fifo']);
      expect(await labels(machine('fifo: |'))).to.deep.equal(['1', '4', '8', '14']);
      expect(await labels(machine('type: |'))).to.have.members(['8250', '16450', '16550', '16550A', '16750']);
      expect(await labels(machine('line:\n      rate: |'))).to.include.members(['50', '9600', '115200']);
    });
    it('I/O ports as people write them, and a NUL as \\0', async () => {
      expect(await labels(withSteps('- out:', '    port: |', '    on: A'))).to.deep.equal(['0x3F9']);
      const ends = await editor.offers(withSteps('- lab7:', '    terminator: |', '    on: A'));
      expect([...ends.values()].map(({ insertText }) => insertText)).to.include('"\\0"');
      expect([...ends.values()].some(({ insertText }) => insertText?.includes('\0'))).to.equal(false);
    });
    it('include and exclude in the matrix', async () => {
      expect(await labels('matrix:\n  |\nsteps: []\n')).to.include.members(['include', 'exclude']);
    });
  });

  describe('shows', () => {
    it('what a verb is, and an example', async () => {
      const shown = await editor.hover(withSteps('- se|nd: { from: A, text: x }'));
      expect(shown).to.contain('the verb that sends bytes from a machine').and.contain('from: A');
    });
    it('what a key of it is, under the name of its verb, and its values', async () => {
      const shown = await editor.hover(withSteps('- send: { from: A, text: x, mo|de: int }'));
      expect(shown)
        .to.match(/^#### send\n/)
        .and.contain('poll, int or fifo')
        .and.contain('`fifo`');
    });
  });

  describe('takes what the loader takes:', () => {
    const right: readonly [title: string, text: string][] = [
      ['a chip in quotes', file({ A: '{ type: "8250" }' })],
      ["the design's example", EXAMPLE],
      [
        'a reference in the place of a choice, a number, a truth and a time',
        file({
          matrix: '{ s: [A], m: [poll], n: [5], f: [true], t: [1s], c: [tcp] }',
          link: `{ transport: "${reference('c')}", listen: "${reference('s')}" }`,
          steps: [
            `send: { from: "${reference('s')}", mode: "${reference('m')}", random: "${reference('n')}" }`,
            `wait: { for: "${reference('t')}" }`,
            `in: { on: B, port: "${reference('n')}", is: "${reference('n')}" }`,
            `boot: { machine: "${reference('s')}" }`,
          ],
        }),
      ],
      [
        'references within a text that has a form of its own',
        file({
          matrix: '{ r: [9600], b: [7, 8], n: [5], h: ["0A"], m: [bo] }',
          A: `{ line: "${reference('r')} ${reference('b')}N1" }`,
          link: `{ profile: "virtual${reference('m')}x" }`,
          steps: [
            `wait: { for: "${reference('n')}ms" }`,
            `send: { from: A, hex: "55 ${reference('h')}" }`,
            `expect: { on: B, text: "n is ${reference('n')}" }`,
          ],
        }),
      ],
      [
        'a matrix with include and exclude',
        file({
          matrix: '{ m: [1, 2], exclude: [{ m: 1 }], include: [{ m: 2, n: true }, { m: x, n: 1.5 }] }',
          name: `"${reference('m')}, ${reference('n')}"`,
        }),
      ],
      [
        'flags, an interrupt, a pattern and a break',
        file({
          A: '{ type: 16450, crystal: +200ppm }',
          steps: [
            'expect: { on: B, flags: [PE, FE], byte: 3 }',
            'expect: { on: B, flags: none }',
            'expect: { on: B, irq: line-status, mode: int }',
            'expect: { on: B, pattern: "t=[0-9]+ms", within: 4chars }',
            'break: { from: A, for: 3chars }',
          ],
        }),
      ],
      ['a wire on a cable', file({ link: '{ transport: cable, profile: wire }' })],
      ['a port with tcp', file({ link: '{ transport: tcp, port: 4000, listen: B }' })],
      ['a path with a pipe', file({ link: '{ transport: pipe, path: /tmp/x }' })],
      [
        '5 data bits with 1.5 stop bits',
        file({ A: '{ line: { rate: 50, bits: 5, parity: odd, stop: 1.5 } }' }),
      ],
      [
        'two programs at once',
        file({
          steps: [
            'lab7: [ { on: A, args: conf 1, terminator: "\\0" }, { on: B, args: conf 1, terminator: "\\n" } ]',
          ],
        }),
      ],
      ['a name with an emoji', file({ name: '"é\u00a0😀"' })],
    ];
    it('files of every kind', async () => {
      const texts = right.map(([, text]) => text);
      expect(texts.filter((text) => !loads(text))).to.deep.equal([]);
      const said = await messagesOf(...texts);
      expect(said.map((all, index) => [right[index]?.[0], ...all])).to.deep.equal(
        right.map(([title]) => [title]),
      );
    });
  });

  describe('refuses what the loader refuses:', () => {
    const wrong: readonly [title: string, text: string, message: RegExp][] = [
      ['an unknown key', file({ steps: ['send: { form: A, from: A, text: x }'] }), /form is not allowed/],
      ['an unknown verb', file({ steps: ['snd: { from: A }'] }), /snd is not allowed/],
      ['a missing key', file({ steps: ['send: { text: x }'] }), /Missing property "from"/],
      ['a missing machine', file({}).replace('B: {}, ', ''), /Missing property "B"/],
      [
        'two verbs in a step',
        file({ steps: ['wait: { for: 1s }\n    stop: { machine: A }'] }),
        /more properties than limit of 1/,
      ],
      ['no verb in a step', file({ steps: ['{}'] }), /fewer properties/],
      ['nothing to send', file({ steps: ['send: { from: A }'] }), /Missing property "text"/],
      [
        'two things to send',
        file({ steps: ['send: { from: A, text: x, hex: "55" }'] }),
        /only one must validate/,
      ],
      [
        'times without repeat',
        file({ steps: ['send: { from: A, text: x, times: 2 }'] }),
        /repeat required by property times/,
      ],
      [
        'repeat without times',
        file({ steps: ['send: { from: A, repeat: "55" }'] }),
        /times required by property repeat|"times"/,
      ],
      [
        'a wrong mode',
        file({ steps: ['send: { from: A, text: x, mode: intr }'] }),
        /Valid values: "poll", "int", "fifo"/,
      ],
      ['a time without unit', file({ steps: ['wait: { for: "20" }'] }), /Write it like 20ms/],
      ['a number for a time', file({ steps: ['wait: { for: 20 }'] }), /Expected "string"/],
      ['a text for a number', file({ steps: ['expect: { on: A, count: "5" }'] }), /Expected "integer"/],
      ['a port that is too large', file({ steps: ['in: { on: A, port: 0x10000 }'] }), /maximum of 65535/],
      [
        'a reference to nothing',
        file({ steps: [`send: { from: A, text: "\${{ x }}" }`] }),
        /value of the matrix is written like/,
      ],
      [
        'a reference within a number',
        file({ matrix: '{ x: [5] }', steps: [`expect: { on: A, count: "1${reference('x')}" }`] }),
        /Expected "integer"|value of the matrix/,
      ],
      [
        'a reference in the matrix',
        file({ matrix: `{ x: ["${reference('x')}"] }`, name: `"${reference('x')}."` }),
        /Write the value itself/,
      ],
      ['a variable without values', file({ matrix: '{ x: [] }' }), /too few items/],
      ['a name that no variable can have', file({ matrix: '{ 1x: [1] }' }), /A name is letters/],
      [
        'an include that is no list',
        file({ matrix: '{ x: [1], include: { x: 2 } }', name: `"${reference('x')}."` }),
        /Expected "array"/,
      ],
      ['a wire over tcp', file({ link: '{ transport: tcp, profile: wire }' }), /Valid values: "cable"/],
      ['a port without tcp', file({ link: '{ transport: pipe, port: 4000 }' }), /Valid values: "tcp"/],
      ['a listener on a cable', file({ link: '{ listen: A }' }), /Missing property "transport"/],
      [
        '8 data bits with 1.5 stop bits',
        file({ A: '{ line: { rate: 50, bits: 8, parity: odd, stop: 1.5 } }' }),
        /Valid values: 1, 2/,
      ],
      ['a FIFO of a chip that has none', file({ A: '{ type: 16450, fifo: 8 }' }), /Valid values: "16550A"/],
      [
        'a rate that does not divide 115200',
        file({ A: '{ line: { rate: 9601, bits: 8, parity: odd, stop: 1 } }' }),
        /Valid values: .*9600/,
      ],
      ['a line in other words', file({ A: '{ line: "9600,8,n,1" }' }), /Write it like 9600 8N1/],
      [
        'a boot in parallel',
        file({ steps: ['parallel: [ { wait: { for: 1s } }, { boot: { machine: A } } ]'] }),
        /boot is not allowed/,
      ],
      ['a parallel of one', file({ steps: ['parallel: [ { wait: { for: 1s } } ]'] }), /too few items/],
      ['another version', file({}).replace('version: 1', 'version: 2'), /must be 1/],
      ['no steps', file({ steps: [] }).replace('steps:', 'steps: []'), /too few items/],
      ['a name of two lines', file({ name: '"a\\nb"' }), /Write it like echo/],
    ];
    it('one mistake of each kind', async () => {
      const said = await messagesOf(...wrong.map(([, text]) => text));
      for (const [index, [title, text, message]] of wrong.entries()) {
        expect(loads(text), title).to.equal(false);
        expect(said[index]?.join('\n'), title).to.match(message);
      }
    });
    it('each at its place', async () => {
      const [said = []] = await editor.saidOf([
        file({ steps: ['wait: { for: 1s }', 'wait: { fro: 1s, for: 1s }'] }),
      ]);
      expect(said.map(({ range: { start } }) => [start.line + 1, start.character + 1])).to.deep.equal([
        [8, 13],
      ]);
    });
  });

  it('leaves to the loader what no schema can say', async () => {
    const texts = [
      file({ name: `"${reference('x')}"` }),
      file({ steps: ['lab7: { on: A, args: set 1 9 1 even 9600 }'] }),
      file({ steps: ['send: { from: A, hex: FF..00 }'] }),
      file({ steps: ['lab7: { on: A, args: conf 1 }', 'send: { from: A, text: x }'] }),
      file({ A: '{ line: 9601 8N1 }' }),
    ];
    expect(texts.filter(loads)).to.deep.equal([]);
    expect(await messagesOf(...texts)).to.deep.equal(texts.map(() => []));
  });
});
