import type { Example } from './example.ts';

const RIGHT = 'nullmodem check ana.vbox rui.vbox';

const typed = (wrong: string, right: string = RIGHT): Example => ({ format: 'typed', wrong, right });

export const INPUT_EXAMPLES = {
  'file-unreadable': typed(
    'nullmodem check VirtualBox VMs/ana/ana.vbox rui.vbox',
    'nullmodem check "VirtualBox VMs/ana/ana.vbox" rui.vbox',
  ),
  'file-too-large': typed('nullmodem check ana.vdi rui.vbox'),
  'file-not-text': typed('nullmodem check settings.png rui.vbox'),
  'file-empty': typed('nullmodem check empty.vbox rui.vbox'),
  'file-backup': typed('nullmodem check ana.vbox-prev rui.vbox'),
  'format-unknown': typed('nullmodem check lab7.c rui.vbox'),
  'xml-malformed': {
    format: 'vbox',
    wrong: '<Port slot="0" enabled="true IOBase="0x3f8" IRQ="4" server="true" path="4000" hostMode="TCP"/>',
    right: '<Port slot="0" enabled="true" IOBase="0x3f8" IRQ="4" server="true" path="4000" hostMode="TCP"/>',
  },
  'vbox-encrypted': typed(
    'nullmodem check encrypted.vbox rui.vbox',
    'VBoxManage showvminfo ana --machinereadable > ana.txt\nnullmodem check ana.txt rui.vbox',
  ),
  'no-machine': typed('nullmodem check VirtualBox.xml rui.vbox'),
  'machines-too-many': typed('nullmodem check */*.vbox'),
  'line-unreadable': typed(
    `${RIGHT} --line-a "com 1 tx 8 1 evn 9600 hello"`,
    `${RIGHT} --line-a "com 1 tx 8 1 even 9600 hello"`,
  ),
  'line-without-port': typed(
    `${RIGHT} --line-a "com tx 8 1 even 9600 hello"`,
    `${RIGHT} --line-a "com 1 tx 8 1 even 9600 hello"`,
  ),
} satisfies Readonly<Record<string, Example>>;
