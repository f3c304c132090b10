import { expect } from 'chai';
import { readQemu } from '../../../harness/config/qemu/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { marked } from '../edited.ts';

/** Where each port of each machine leads. */
const ends = (text: string, file = 'run.sh') =>
  readQemu(new Source(text, file)).machines.map(({ ports }) =>
    ports
      .map(({ end }) => (end.kind === 'tcp' ? `${end.role.value} ${end.port?.value}` : end.kind))
      .join(' '),
  );

const START = 'qemu-system-i386 -m 64';
const LISTENS = '-serial tcp::4000,server,nowait';
const CONNECTS = '-serial tcp:localhost:4000';

describe('several ways to start one machine', () => {
  it("are one: a makefile's run and debug", () => {
    const text =
      `run: os.img\n\t${START} -drive file=os.img,format=raw ${CONNECTS}\n\n` +
      `debug: os.img\n\t${START} -drive file=os.img,format=raw ${CONNECTS} -s -S\n`;
    expect(ends(text, 'Makefile')).to.deep.equal(['connects 4000']);
  });

  it('are the one that says where the port leads, before or behind', () => {
    for (const other of ['-serial stdio', '-serial file:a.log', '-serial pty', '-nographic']) {
      const [one, two] = [`${START} -cdrom os.iso ${other}\n`, `${START} -cdrom os.iso ${LISTENS}\n`];
      expect(ends(one + two), other).to.deep.equal(['listens 4000']);
      expect(ends(two + one), other).to.deep.equal(['listens 4000']);
    }
  });

  it('are those with a link in a document', () => {
    const text =
      `# Lab\n\n\`\`\`sh\n${START} -hda new.img -boot a\n\`\`\`\n\nThen add \`${LISTENS}\`:\n\n` +
      `\`\`\`sh\n${START} -hda minix.img ${LISTENS}\n\`\`\`\n`;
    expect(ends(text, 'README.md')).to.deep.equal(['listens 4000']);
  });

  it('are one for each side, where a document has options alone', () => {
    const options = `| \`${LISTENS}\` |\n| \`-serial tcp::<port>,server\` |\n| \`-serial stdio\` |\n`;
    expect(ends(options, 'README.md')).to.deep.equal(['listens 4000']);
    expect(ends(`${options}| \`${CONNECTS}\` |\n`, 'README.md')).to.deep.equal([
      'listens 4000',
      'connects 4000',
    ]);
  });

  it('are those that are used, of the arguments that a script keeps in variables', () => {
    const choice = `case $1 in\n a) serial=(-serial stdio) ;;\n b) serial=(${LISTENS}) ;;\nesac\n`;
    expect(ends(`${choice}"$QEMU" -m 64 "\${serial[@]}"\n`)).to.deep.equal(['listens 4000']);
    const made = `s="${LISTENS}"\nd="-display none $s"\ncmd="\${QEMU} -m 64 $d"\neval $cmd\n`;
    expect(ends(made)).to.deep.equal(['listens 4000']);
  });

  it('are told from two machines that are to talk', () => {
    const pairs = [
      `${START} -hda a.img ${LISTENS} &\n${START} -hda b.img ${LISTENS}\n`,
      `${START} -hda a.img ${LISTENS} &\n${START} -hda b.img -serial stdio\n`,
      `${START} -cdrom os.iso ${LISTENS} &\n${START} -cdrom os.iso ${LISTENS}\n`,
      `${START} -hda a.img ${LISTENS}\n${START} -hda a.img ${CONNECTS}\n`,
      `${START} -hda a.img -snapshot ${LISTENS}\n${START} -hda a.img -snapshot ${LISTENS}\n`,
      `${START} -name a -hda a.img ${LISTENS}\n${START} -name b -hda a.img ${LISTENS}\n`,
      `vm: ["qemu-system-i386", "-serial", "tcp::4000,server=on"]\nother:\n  ARGUMENTS: "${CONNECTS}"\n`,
    ];
    for (const text of pairs) expect(ends(text), text).to.have.length(2);
  });

  it('are one with the line that defines the chardev that another one uses', () => {
    const options =
      '-m 64\n-chardev socket,id=c0,host=b,port=4000\n-device isa-serial,chardev=c0,id=s0\n-boot c\n';
    expect(ends(options, 'lab.args')).to.deep.equal(['connects 4000']);
    expect(readQemu(new Source(options, 'lab.args')).findings).to.deep.equal([]);
  });

  it('stand where a variable that names QEMU is used', () => {
    const text = `@echo off\nset QEMU="C:\\Program Files\\qemu\\qemu-system-i386.exe" -m 64\n%QEMU% -hda a.img ${LISTENS}\n%QEMU% -hda b.img ${CONNECTS}\n`;
    const { machines } = readQemu(new Source(text, 'run.bat'));
    expect(machines.map(({ at }) => [marked(at), at.range[0]])).to.deep.equal([
      ['%QEMU%', text.indexOf('%QEMU%')],
      ['%QEMU%', text.lastIndexOf('%QEMU%')],
    ]);
  });
});
