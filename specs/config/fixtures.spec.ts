import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { EXAMPLES } from '../../harness/config/examples.ts';
import type { Machine, Port } from '../../harness/config/model.ts';
import type { PortOf } from '../../harness/config/pair.ts';
import { readConfiguration } from '../../harness/config/read.ts';
import { textOf } from '../../harness/config/text.ts';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { Source } from '../../harness/ground/source.ts';
import { type Case, type CaseFile, casesOf, type Expected, FOLDER } from './cases.ts';
import { type Checked, checked } from './checking.ts';
import { edited } from './edited.ts';

/** What no small file in a folder can show. */
const WITHOUT_FIXTURE: Readonly<Record<string, string>> = {
  'file-unreadable': 'the file is not there, or may not be read, or is none: specs/cli makes them',
  'file-too-large': 'it would be of more than 4 MiB: specs/cli makes it',
};

describe('fixtures/configs', () => {
  const answers = new Map<string, Checked>();
  const answerTo = ({ name }: Case): Checked => answers.get(name) as Checked;
  const all = { wrong: casesOf('wrong'), mended: casesOf('mended'), right: casesOf('right') };

  before(async () => {
    await Promise.all(
      Object.values(all)
        .flat()
        .map(async ({ name, given, options }) => {
          answers.set(name, await checked(`${FOLDER}${name}`, given, options));
        }),
    );
  });

  it('has each mistake, wrong and mended, but for those that no small file can show', () => {
    const codes = Object.keys(EXAMPLES).filter((code) => !(code in WITHOUT_FIXTURE));
    for (const kind of ['wrong', 'mended'] as const) {
      expect(all[kind].map(({ name }) => name)).to.deep.equal(codes.sort().map((code) => `${kind}/${code}`));
    }
  });

  for (const each of all.wrong) {
    it(`${each.name}: finds what is wrong, where it is, and nothing else`, () => {
      const { diagnostics, exit } = answerTo(each);
      expect(each.finds.map(({ code }) => `wrong/${code}`)).to.include(each.name);
      expect(diagnostics.map((found, i) => placeOf(found, each.finds[i]))).to.deep.equal(each.finds);
      expect(exit).to.equal(each.exit);
    });
  }

  for (const each of [...all.mended, ...all.right]) {
    it(`${each.name}: finds nothing`, () => {
      const { diagnostics, exit } = answerTo(each);
      expect(diagnostics.map(({ code, what }) => `${code}: ${what}`)).to.deep.equal([]);
      expect(exit).to.equal(0);
    });
  }

  for (const each of all.wrong) {
    const how = each.isMendedByHand ? 'cannot be mended by edits' : 'its edits make the mended files of it';
    it(`${each.name}: ${how}`, () => {
      const edits = answerTo(each).diagnostics.flatMap((found) => found.edits ?? []);
      expect(edits.length > 0).to.equal(!each.isMendedByHand);
      for (const { file, bytes } of each.isMendedByHand ? [] : each.files) {
        const own = edits.filter((edit) => edit.file === file);
        const mended = readFileSync(`${FOLDER}${each.name.replace('wrong', 'mended')}/${file}`, 'utf8');
        expect(edited(new TextDecoder().decode(bytes), own)).to.equal(mended);
      }
    });
  }

  it('has commands for VirtualBox that say what the edits make of the port', () => {
    const compared = all.wrong
      .filter(({ isMendedByHand }) => !isMendedByHand)
      .flatMap((each) => {
        const mended = all.mended.find(({ name }) => name === each.name.replace('wrong', 'mended'));
        const commands = answerTo(each).diagnostics.flatMap(({ command }) => command ?? []);
        return commandedIn(commands).map(({ machine, port }) => {
          const own = (mended?.files ?? []).flatMap(machinesIn).find(({ name }) => name === machine.name);
          return [port, own?.ports.find(({ number }) => number === port.number)] as const;
        });
      });
    for (const [commanded, port] of compared) expect(settingsOf(port)).to.include(settingsOf(commanded));
    expect(compared.length).to.be.above(30);
  });

  for (const name of ['mended/irq-wrong', 'right/virtualbox-and-dosbox-transparent']) {
    it(`${name}: boots, and all values go both ways`, async () => {
      const { given = [], options = {} } =
        [...all.mended, ...all.right].find((each) => each.name === name) ?? {};
      const { boot } = await checked(`${FOLDER}${name}`, given, options, true);
      expect(boot).to.include({ kind: 'booted', works: true });
    });
  }
});

/** Of what is found, as much as is expected. */
function placeOf({ code, spans: [span] }: Diagnostic, expected: Expected | undefined): Expected | undefined {
  if (span === undefined) return undefined;
  const { file, line, column, length, source } = span;
  const marks = source.slice(column - 1, column - 1 + length);
  return {
    code,
    file,
    ...(expected?.line === undefined ? {} : { line }),
    ...(expected?.marks === undefined ? {} : { marks }),
  };
}

const machinesIn = ({ file, bytes }: CaseFile): readonly Machine[] => {
  const text = textOf(bytes, file);
  return text instanceof Source ? readConfiguration(text).machines : [];
};

const commandedIn = (commands: readonly string[]): readonly PortOf[] =>
  readConfiguration(
    new Source(commands.filter((each) => each.startsWith('VBoxManage')).join('\n'), 'commands'),
  ).machines.flatMap((machine) => machine.ports.map((port) => ({ machine, port })));

/** What is said of a port; of a command, only what it changes. */
function settingsOf(port: Port | undefined): object {
  const { base, irq, uart, end } = port ?? {};
  const place = base === undefined ? {} : { enabled: port?.enabled.value, base: base.value, irq: irq?.value };
  const type = uart === undefined ? {} : { uart: uart.value };
  if (end?.kind === 'tcp') return { ...place, ...type, role: end.role.value, address: end.address.value };
  return end?.kind === 'pipe'
    ? { ...place, ...type, role: end.role.value, path: end.path.value }
    : { ...place, ...type };
}
