import { expect } from 'chai';
import type { CommandLine, Wanted } from '../../../harness/config/command/command.ts';
import { commandsIn } from '../../../harness/config/command/commands.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';

const WANTED: Wanted = {
  name: (word) => /^(modifyvm|(.*[\\/])?qemu-system-i386(\.exe)?)$/.test(word),
  option: (word) => word === '-serial',
};

const commands = (text: string, file = 'text') => commandsIn(new Source(text, file), WANTED);
const words = (text: string, file?: string) =>
  commands(text, file).map((command) => command.words.map((word) => word.text));
const [W, MORE] = [
  ['a', '--uart1', '0x3F8', '4'],
  ['a', '--uart1', '0x3F8', '4', '--uartmode1', 'tcpserver', '4000'],
];
const QEMU = ['-m', '64', '-serial', 'tcp::4000,server'];

/** What stands in a text, and the arguments that the program gets. */
const READ: Readonly<Record<string, readonly [text: string, words: readonly string[], file?: string]>> = {
  'a line of sh': ['VBoxManage modifyvm a --uart1 0x3F8 4', W],
  'with sudo, if and variables of the environment': [
    'if true; then X=1 sudo -u ana VBoxManage modifyvm a --uart1 0x3F8 4 && echo ok; fi',
    W,
  ],
  'with redirections': ['VBoxManage modifyvm a >/dev/null --uart1 0x3F8 4 2>&1 | tee log &', W],
  'with a redirection of Windows': ['@echo off\nVBoxManage modifyvm a --uart1 0x3F8 4 >nul 2>&1', W],
  'with quotes within words': [`modifyvm "a" --'uart1' 0x"3F8" '4'`, W],
  'over lines of sh': ['#!/bin/sh\nmodifyvm a \\\n  --uart1 \\\r\n  0x3F8 4\n', W],
  'over lines of PowerShell': ['modifyvm a `\n  --uart1 0x3F8 4', W, 'a.ps1'],
  'over lines of cmd': ['modifyvm a ^\n  --uart1 0x3F8 4', W, 'a.bat'],
  'over lines of a shell that does not say which one it is': ['modifyvm a ^\n  --uart1 0x3F8 4', W],
  'in a substitution': ['out=$(VBoxManage modifyvm a --uart1 0x3F8 4 2>&1)', W],
  'in backticks': ['out=`VBoxManage modifyvm a --uart1 0x3F8 4`', W],
  'in a string for another shell': [`ssh rui "VBoxManage modifyvm \\"a\\" --uart1 0x3F8 4"`, W],
  'by its whole path in PowerShell': [
    '& "C:\\Program Files\\Oracle\\VirtualBox\\VBoxManage.exe" modifyvm a --uart1 0x3F8 4',
    W,
  ],
  "behind PowerShell's prompt": ["PS C:\\Users\\ana> modifyvm a --uart1 '0x3F8' 4", W],
  'behind a prompt': ['C:\\Users\\ana>VBoxManage modifyvm a --uart1 0x3F8 4', W],
  'in a Markdown text with an apostrophe': [
    "Don't:\n\n    $ VBoxManage modifyvm a --uart1 0x3F8 4\n\nIt's done",
    W,
  ],
  'as a recipe of make': ['run:\n\t@-VBoxManage modifyvm a --uart1 0x3F8 4\n', W, 'Makefile'],
  'with words of a variable': ['A="--uart1 0x3F8"\nA="$A 4"\nmodifyvm a $A', W],
  'with an array': [`A=(--uart1 0x3F8)\nA+=(4)\nmodifyvm a "\${A[@]}"`, W],
  'with a default': [`modifyvm a --uart1 \${BASE:-0x3F8} 4`, W],
  'with a variable of cmd': ['set VM=a\nmodifyvm "%VM%" --uart1 0x3F8 4', W, 'a.bat'],
  'with a variable of PowerShell': ['$vm = "a"\n$irq = 4\nmodifyvm $vm --uart1 0x3F8 $irq', W, 'a.ps1'],
  'with a variable of make': [
    'UART := --uart1 0x3F8\nUART += 4\nrun:\n\tmodifyvm a $(UART)\n',
    W,
    'Makefile',
  ],
  'as a list of Ruby': ['vb.customize ["modifyvm", "a", "--uart1", "0x3F8", 4]', W],
  'as a list of Ruby over lines': [`vb.customize ['modifyvm', 'a', # it\n  '--uart1',\n  '0x3F8', '4']`, W],
  'as words of Ruby': ['vb.customize %w[modifyvm a --uart1 0x3F8 4]', W],
  'as a list with a variable': ['irq = 4\nvb.customize ["modifyvm", "a", "--uart1", "0x3F8", irq.to_s]', W],
  'as a list with a variable in a string': ['b = "3F8"\nx ["modifyvm", "a", "--uart1", "0x#{b}", "4"]', W],
  'as a JSON list in a list': ['{"vboxmanage": [["modifyvm", "a", "--uart1", "0x3F8", "4"]]}', W],
  'as arguments of a Python function': [
    'subprocess.run(["VBoxManage", "modifyvm", "a", "--uart1", "0x3F8", str(4)], check=True)',
    ['a', '--uart1', '0x3F8', '4'],
  ],
  'as a string of Python': ['os.system("VBoxManage modifyvm a --uart1 0x3F8 4")', W],
  'as arguments of a Go function': [
    'exec.Command("VBoxManage", "modifyvm", "a", "--uart1", "0x3F8", "4").Run()',
    W,
  ],
  'as a list of PowerShell': [
    "Start-Process VBoxManage -ArgumentList 'modifyvm','a','--uart1','0x3F8','4'",
    W,
  ],
  'as strings that Python joins by itself': [
    `os.system(("VBoxManage modifyvm a "\n  f"--uart1 0x3F8 "\n  "4"))`,
    W,
  ],
  'as a sum of strings': [`exec('modifyvm a' + ' --uart1 0x'+'3F8 4', done)`, W],
  'as strings of Perl': ['$vbm->run("modifyvm a "\n  . "--uart1 0x3F8 "\n  . "4");', W],
  'as a sum with a variable': [
    `irq = 4\nRunner.run(new Step("sudo " + user + " modifyvm a --uart1 0x3F8 " + irq, "ok"));`,
    W,
  ],
  'as a list of Nix': ['x = [ "qemu-system-i386" "-m" "64" "-serial" "tcp::4000,server" ];', QEMU],
  'as a list of lists': ['qemuargs = [["-m", "64"], ["-serial", "tcp::4000,server"]]', QEMU],
  'beside its arguments in JSON': [
    '{"command": "qemu-system-i386", "args": ["-m", 64, "-serial", "tcp::4000,server"]}',
    QEMU,
  ],
  'with a list that has a name': [
    'a = ["-m", "64", "-serial", "tcp::4000,server"]\nrun(["qemu-system-i386", *a])',
    QEMU,
  ],
  'as items of YAML': [
    'args:\n  - qemu-system-i386\n  - -m\n  - 64\n  - -serial\n  - tcp::4000,server\n',
    QEMU,
  ],
  'as a flow list of YAML': ['args: [qemu-system-i386, -m, 64, -serial, "tcp::4000,server"]', QEMU],
  'as a folded block of YAML': [
    'run: >-\n  qemu-system-i386\n  -m 64\n  -serial tcp::4000,server\nnext: 1',
    QEMU,
  ],
  'as an item of YAML': ['script:\n  - qemu-system-i386 -m 64 -serial tcp::4000,server\n  - true', QEMU],
  'in a unit of systemd': ['ExecStart=/usr/bin/qemu-system-i386 -m 64 \\\n  -serial tcp::4000,server', QEMU],
};

/** What is no command. */
const NONE: Readonly<Record<string, readonly [text: string, file?: string]>> = {
  'a comment': ['# VBoxManage modifyvm a --uart1 off'],
  'a comment behind a command': ['true # VBoxManage modifyvm a --uart1 off'],
  'a remark of cmd': ['@echo off\nREM VBoxManage modifyvm a\n:: VBoxManage modifyvm a', 'a.bat'],
  'a block comment': ['/* vb.customize ["modifyvm", "a"] */ <# VBoxManage modifyvm a #>'],
  'a list that is commented out': ['  # vb.customize ["modifyvm", :id, "--uart1", "off"]'],
  'a sum that is only said': ['print("VBoxManage modifyvm " + vm + " --uart1 off")'],
  'what is only said': ['echo "VBoxManage modifyvm a --uart1 off"\nputs "VBoxManage modifyvm a"'],
};

const later = (text: string, file?: string) =>
  commands(text, file).flatMap((each: CommandLine) => each.words.flatMap((word) => word.later ?? []));

describe('command lines', () => {
  for (const [where, [text, expected, file]] of Object.entries(READ)) {
    it(`are found ${where}`, () => expect(words(text, file)).to.deep.equal([expected]));
  }
  for (const [what, [text, file]] of Object.entries(NONE)) {
    it(`are not found in ${what}`, () => expect(words(text, file)).to.deep.equal([]));
  }

  it('mark each word where it is written, its quotes included', () => {
    const [command] = commands(`VBoxManage modifyvm 'my vm' --uart1 "0x3F8" \\\n 4 # no`);
    expect(command?.words.map(({ at }) => marked(at))).to.deep.equal([`'my vm'`, '--uart1', '"0x3F8"', '4']);
    expect(command === undefined ? '' : marked(command.at)).to.match(/^modifyvm[\s\S]*4$/);
  });
  it('mark a variable where it is used, and the words of a list where they stand', () => {
    const [command] = commands(`P=4\nA=(--uart1 0x3F8)\nmodifyvm a "\${A[@]}" $P`);
    expect(command?.words.map(({ at }) => marked(at))).to.deep.equal(['a', '--uart1', '0x3F8', '$P']);
  });
  it('mark a word of a string within a string', () => {
    const [command] = commands('system("sh -c \\"VBoxManage modifyvm a --uart1 0x3F8 4\\"")');
    expect(command?.words.map(({ at }) => marked(at))).to.deep.equal(W);
  });
  it('take the value that is set last before them', () => {
    expect(words('P=1\nmodifyvm a $P\nP=2\nmodifyvm a $P')).to.deep.equal([
      ['a', '1'],
      ['a', '2'],
    ]);
  });
  for (const [text, variable, file] of [
    ['modifyvm $1 --uart1 0x3F8 4', '$1'],
    [`modifyvm a --uartmode1 tcpserver "\${PORT}"`, `\${PORT}`],
    ['modifyvm a --uartmode1 tcpserver $((4000 + i))', '$((4000 + i))'],
    ['modifyvm a --uartmode1 tcpserver $(port)', '$(port)'],
    ['modifyvm %1 --uart1 0x3F8 4', '%1', 'a.bat'],
    ['modifyvm $env:VM --uart1 0x3F8 4', '$env:VM', 'a.ps1'],
    ['["modifyvm", "{{.Name}}", "--uart1", "0x3F8", "4"]', '{{.Name}}'],
    ['["modifyvm", name, "--uart1", "0x3F8", "4"]', 'name'],
    ['["modifyvm", "a", "--uartmode1", "file", File.join(x, "y")]', 'File.join(x, "y")'],
    ['["modifyvm", "a", "--uartmode1", "tcpserver", "%d" % port]', '"%d" % port'],
    ['os.system(f"VBoxManage modifyvm {vm} --uart1 0x3F8 4")', '{vm}'],
    ['p = path.join(a)\nmodifyvm a --x $p', '$p'],
    [`if b; then p=$1; else p=""; fi\nmodifyvm a --uartmode1 tcpserver "$p"`, '$p'],
    [`run('VBoxManage modifyvm %s --uart1 0x3F8 4' % vm)`, '%s'],
    [`run("VBoxManage modifyvm %(vm)s --uart1 0x3F8 4" % vms)`, '%(vm)s'],
    [`run("VBoxManage modifyvm {} --uart1 0x3F8 4".format(vm))`, '{}'],
    ['run("modifyvm " + vm.name(1) + " --uart1 0x3F8 4")', '#{vm.name(1)}'],
    ['VBoxManage modifyvm <vmname> --uart1 0x3F8 4', '<vmname>'],
    ['modifyvm a --uartmode1 tcpclient <other host>:4000', '<other host>'],
    ['modifyvm a --uartmode1 tcpclient 10.0.0.2:<port>', '<port>'],
    ['cat > run.sh <<EOF\nmodifyvm a --uartmode1 tcpserver \\$port\nEOF', '$port'],
  ] as const) {
    it(`know that ${variable} shows only when the script runs`, () => {
      expect(later(text, file)).to.deep.equal([variable]);
    });
  }
  it('are several in one text', () => {
    expect(words('modifyvm a --x\n["modifyvm", "b", "--y"]; modifyvm c')).to.deep.equal([
      ['a', '--x'],
      ['b', '--y'],
      ['c'],
    ]);
  });
});

describe('the commands of a document', () => {
  const fenced = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

  it('are each of the shell of their own example', () => {
    const text =
      fenced('bash', 'modifyvm a \\\n  --x') +
      fenced('bat', '@echo off\nmodifyvm b ^\n  --y') +
      fenced('powershell', 'modifyvm c `\n  --z') +
      fenced('', 'C:\\qemu\\qemu-system-i386.exe -m 64');
    expect(words(text, 'README.md')).to.deep.equal([
      ['a', '--x'],
      ['b', '--y'],
      ['c', '--z'],
      ['-m', '64'],
    ]);
    expect(commands(text, 'README.md').flatMap(({ findings }) => findings)).to.deep.equal([]);
  });

  it('are in the text around, too', () => {
    expect(words(`Type \`modifyvm a --x\`, or:\n\n${fenced('', 'modifyvm b --y')}`)).to.deep.equal([
      ['a', '--x'],
      ['b', '--y'],
    ]);
  });
});

describe('a line that should go on', () => {
  const LINES: readonly (readonly [what: string, text: string, mended: string, file?: string])[] = [
    [
      'a comment behind the backslash',
      'modifyvm a --uart1 0x3F8 4 \\ # COM1\n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 \\\n --uartmode1 tcpserver 4000',
    ],
    [
      'blanks behind the backslash',
      'modifyvm a --uart1 0x3F8 4 \\ \n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 \\\n --uartmode1 tcpserver 4000',
    ],
    [
      'a comment between the lines',
      'modifyvm a --uart1 0x3F8 4 \\\n # x \\\n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 \\\n --uartmode1 tcpserver 4000',
    ],
    [
      "PowerShell's backtick in sh",
      'modifyvm a --uart1 0x3F8 4 `\n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 \\\n --uartmode1 tcpserver 4000',
      'a.sh',
    ],
    [
      'a backslash in cmd',
      'modifyvm a --uart1 0x3F8 4 \\\n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 ^\n --uartmode1 tcpserver 4000',
      'a.cmd',
    ],
    [
      'a slash',
      'modifyvm a --uart1 0x3F8 4 /\n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 \\\n --uartmode1 tcpserver 4000',
    ],
    [
      '^ in PowerShell',
      'modifyvm a --uart1 0x3F8 4 ^\n --uartmode1 tcpserver 4000',
      'modifyvm a --uart1 0x3F8 4 `\n --uartmode1 tcpserver 4000',
      'a.ps1',
    ],
  ];
  for (const [what, text, mended, file] of LINES) {
    it(`is broken by ${what}, and read as it was meant`, () => {
      const [command] = commands(text, file);
      expect(command?.words.map((word) => word.text)).to.deep.equal(MORE);
      expect(command?.findings.map(({ code }) => code)).to.deep.equal(['continuation-broken']);
      expect(edited(text, command?.findings[0]?.edits ?? [])).to.equal(mended);
      expect(commands(mended, file)[0]?.findings).to.deep.equal([]);
    });
  }
});

describe('the words of a sum', () => {
  it('are marked where they are written', () => {
    const [command] = commands('run("modifyvm a" + " --uart1 0x3F8 " + irq + " --uartmode1 disconnected")');
    expect(command?.words.map(({ at }) => marked(at))).to.deep.equal([
      'a',
      '--uart1',
      '0x3F8',
      'irq',
      '--uartmode1',
      'disconnected',
    ]);
  });
});

describe('printed quotes and dashes', () => {
  it('are read as they were meant, and said with what to type', () => {
    const text = 'VBoxManage modifyvm “my vm” –-uart1 ‘0x3F8’ 4';
    const [command] = commands(text);
    expect(command?.words.map((word) => word.text)).to.deep.equal(['my vm', '--uart1', '0x3F8', '4']);
    const edits = command?.findings.flatMap((finding) => finding.edits ?? []) ?? [];
    expect(edited(text, edits)).to.equal(`VBoxManage modifyvm "my vm" --uart1 '0x3F8' 4`);
  });
});

describe('the scanner of command lines', () => {
  const LENGTH = 1 << 13;
  const units = [
    '"',
    "'",
    '\\',
    '`',
    '\\"',
    '"$(',
    '$(',
    '([{',
    '#{',
    '{{',
    '%',
    '<',
    '“',
    'a ',
    'a\n',
    '\\ #',
    '- a\n',
    'x: >\n ',
    '/*',
    'modifyvm ',
    'modifyvm\n',
    'A=$A$A\n',
    'A=(\n',
    '"a",',
    "a'b ",
    '\\ \n -a',
    '"modifyvm",',
    '"modifyvm a " + ',
    '"a"+b(',
    "'a'\n' b'\n",
  ];
  it(`reads ${units.length} hostile texts of 8 KiB, and does not throw`, () => {
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(LENGTH / unit.length));
      expect(() => commands(text), unit).not.to.throw();
    }
  });
  it('does not blow up where a variable doubles itself', () => {
    const doubling = `A=--x\n${'A="$A $A"\n'.repeat(60)}modifyvm $A`;
    expect(words(doubling)[0]?.length).to.be.below(1000);
  });
});
