import type { LineFault } from '../../facts.ts';
import type { XmlFaultKind } from '../../xml/fault.ts';
import type { Entries } from '../catalogue.ts';
import { quoted, shown } from '../quoting.ts';
import { CHECK_AGAIN } from './names.ts';

/** After “é”. */
const FORMAT_NAMES = {
  vbox: 'um ficheiro de definições do VirtualBox (.vbox)',
  ovf: 'um ficheiro OVF',
  showvminfo: 'a saída de VBoxManage showvminfo',
  modifyvm: 'um conjunto de comandos VBoxManage',
  qemu: 'uma linha de comando do QEMU',
  vmx: 'um ficheiro .vmx do VMware',
  libvirt: 'um ficheiro de domínio do libvirt',
  dosbox: 'uma configuração do DOSBox',
} as const;

const UNREADABLE = {
  missing: 'o ficheiro não existe',
  forbidden: 'não tem permissão para o ler',
  'empty-folder': 'é uma pasta sem nenhuma configuração',
  special: 'não é um ficheiro normal',
} as const;

const LOOKS_LIKE = {
  image: 'é uma imagem',
  archive: 'é um ficheiro comprimido',
  'disk-image': 'é um disco virtual',
  program: 'é um programa',
  document: 'é um documento do Office ou semelhante',
  encrypted: 'está cifrado',
  unknown: 'não é texto',
} as const;

const WHERE_SETTINGS_ARE =
  'Indique o ficheiro .vbox da máquina (no VirtualBox: botão direito na máquina, Show in File Manager), ou um ficheiro de texto com a linha de comando do QEMU.';

export const INPUTS = {
  'file-unreadable': {
    what: ({ file, why, detail }) =>
      `Não é possível ler ${shown(file)}: ${why === 'other' ? quoted(detail) : UNREADABLE[why]}.`,
    fix: ({ why }) =>
      why === 'missing' ? 'Confirme o caminho e ponha-o entre aspas se tiver espaços.' : WHERE_SETTINGS_ARE,
    page: 'Não foi possível abrir o ficheiro indicado. Um caminho com espaços precisa de aspas; um ficheiro na pasta de outro utilizador precisa de permissão de leitura; e uma pasta tem de conter um ficheiro de definições.',
  },
  'file-too-large': {
    what: ({ file, bytes, most }) =>
      `${shown(file)} tem ${bytes} bytes, e uma configuração tem no máximo ${most}.`,
    why: () =>
      'As definições ocupam alguns kilobytes; um ficheiro deste tamanho é quase de certeza um disco ou uma gravação.',
    fix: () => WHERE_SETTINGS_ARE,
    page: 'As definições de uma máquina virtual ocupam alguns kilobytes. Um ficheiro muito maior é outra coisa, por exemplo um disco virtual, e não é lido.',
  },
  'file-not-text': {
    what: ({ file, looksLike }) =>
      `O ficheiro ${shown(file)} não é uma configuração: ${LOOKS_LIKE[looksLike]}.`,
    fix: () => WHERE_SETTINGS_ARE,
    page: 'O ficheiro tem bytes que nenhum texto tem. Uma captura de ecrã da janela das definições só mostra as definições a pessoas: indique o próprio ficheiro das definições, ou a saída de `VBoxManage showvminfo NAME --machinereadable`.',
  },
  'file-empty': {
    what: ({ file }) => `O ficheiro ${shown(file)} está vazio.`,
    fix: () => 'Guarde outra vez as definições da máquina, ou indique outro ficheiro.',
    page: 'O ficheiro não tem nada. Ficheiros assim ficam para trás quando o disco se encheu, ou quando a saída de um comando foi para outro lado.',
  },
  'file-backup': {
    what: ({ file }) =>
      `${shown(file)} é o que o VirtualBox guarda das definições anteriores à última alteração.`,
    why: () => 'A máquina já não corre com estas definições.',
    fix: ({ instead }) => `Indique ${shown(instead)}.`,
    page: 'O VirtualBox guarda em NAME.vbox-prev as definições anteriores à última alteração. Aquelas com que a máquina corre estão em NAME.vbox. Se esse ficheiro estiver estragado, copie o outro por cima dele, arranque o VirtualBox e indique NAME.vbox.',
  },
  'format-unknown': {
    what: ({ file }) => `${shown(file)} não é uma configuração de máquina que se conheça aqui.`,
    why: ({ nearest }) =>
      nearest === undefined
        ? 'Nada nele se parece com VirtualBox, QEMU, VMware, libvirt ou DOSBox.'
        : `O mais parecido é ${FORMAT_NAMES[nearest]}, mas falta aqui o essencial.`,
    fix: () => WHERE_SETTINGS_ARE,
    page: 'Um ficheiro é reconhecido pelo que contém, e não pelo nome: um ficheiro .vbox ou OVF do VirtualBox, a saída de `VBoxManage showvminfo --machinereadable`, linhas de comando do VBoxManage ou do QEMU (também dentro de scripts, Vagrantfiles e ficheiros do Packer), um ficheiro .vmx do VMware, um domínio do libvirt ou uma configuração do DOSBox. Este não é nenhum deles.',
  },
  'xml-malformed': {
    what: ({ fault }) =>
      fault === 'ends-early'
        ? 'O ficheiro está cortado: acaba cedo demais.'
        : 'O ficheiro não é XML bem formado.',
    why: ({ fault }) => FAULTS[fault],
    fix: ({ fault }) =>
      fault === 'ends-early'
        ? 'Use o ficheiro inteiro: copie-o outra vez, ou use o ficheiro .vbox-prev que está ao lado.'
        : 'Desfaça a última alteração feita à mão, ou use o ficheiro .vbox-prev que está ao lado.',
    next: () => CHECK_AGAIN,
    page: 'Um ficheiro .vbox e um domínio do libvirt são XML. Se faltar um sinal < ou >, umas aspas ou uma etiqueta de fecho, ou se só parte do ficheiro foi copiada, nem o produto nem este programa o conseguem ler. O VirtualBox guarda a versão anterior à última alteração em NAME.vbox-prev.',
  },
  'vbox-encrypted': {
    what: ({ file }) => `As definições em ${shown(file)} estão cifradas.`,
    why: () =>
      'O VirtualBox 7 pode cifrar uma máquina com as suas definições, e então só o VirtualBox as consegue ler.',
    fix: () => 'Indique, em vez dele, a saída de `VBoxManage showvminfo NAME --machinereadable`.',
    page: 'O ficheiro .vbox de uma máquina cifrada tem um keyId e um longo texto em base64 no lugar das definições. O VirtualBox mostra-as depois de receber a palavra-passe: `VBoxManage showvminfo NAME --machinereadable > NAME.txt`.',
  },
  'no-machine': {
    what: ({ file, format }) => `${shown(file)} é ${FORMAT_NAMES[format]}, mas não descreve nenhuma máquina.`,
    fix: () => WHERE_SETTINGS_ARE,
    page: 'O ficheiro tem a forma certa, mas nenhuma máquina: VirtualBox.xml, por exemplo, é a lista de todas as máquinas, e não as definições de uma.',
  },
  'machines-too-many': {
    what: ({ count, most }) => `Há ${count} máquinas, e só se podem comparar ${most}, no máximo.`,
    fix: () => 'Indique os ficheiros das duas máquinas que devem comunicar.',
    page: 'Os ficheiros descrevem, no conjunto, mais máquinas do que alguém quer comparar. Indique as duas que devem comunicar.',
  },
  'line-unreadable': {
    what: ({ option }) => `Não se percebe a linha de comando dada em ${option}.`,
    why: ({ fault, text }) => LINE_FAULTS[fault](shown(text)),
    fix: ({ option }) =>
      `Escreva-a como o programa do laboratório a recebe: ${option} "com 1 tx 8 1 even 9600 hello".`,
    page: 'As opções --line-a e --line-b recebem os argumentos com que o programa do laboratório é executado na primeira e na segunda máquina: `com 1 tx 8 1 even 9600 hello`, `set 1 8 1 even 9600`, `conf 1`. Assim é possível comparar os parâmetros das duas linhas.',
  },
  'line-without-port': {
    what: ({ option, line }) =>
      `A linha de comando dada em ${option} não indica a porta COM: ${shown(line)}.`,
    fix: () => 'Escreva 1 ou 2 a seguir ao nome do teste: com 1, set 2, conf 1.',
    page: 'O programa do laboratório abre a COM1 ou a COM2, conforme a linha de comando: `com 1 rx 8 1 even 9600`. Sem esse número, ninguém sabe a que porta se refere.',
  },
} satisfies Partial<Entries>;

const FAULTS: Readonly<Record<XmlFaultKind, string>> = {
  'ends-early': 'Há um elemento ainda aberto onde o texto acaba: falta uma parte.',
  'closing-tag': 'Esta etiqueta de fecho não é a do elemento que está aberto aqui.',
  attribute: 'Um atributo escreve-se name="value", com as duas aspas.',
  'attribute-twice': 'Um elemento só tem cada atributo uma vez.',
  ampersand: 'Em XML, o carácter & escreve-se &amp;.',
  entities: 'Declara entidades próprias, o que nenhum ficheiro de definições faz.',
  character: 'Este carácter não pode estar aqui.',
  'outside-root': 'Nada pode estar fora do elemento que contém todos os outros.',
  markup: 'Um comentário ou uma declaração não está como o XML exige.',
  'too-large': 'Tem mais níveis, ou mais partes, do que qualquer ficheiro de definições.',
};

const LINE_FAULTS: Readonly<Record<LineFault, (text: string) => string>> = {
  function: (text) => `${text} não é um teste do laboratório: é conf, set, com, poll, int ou fifo.`,
  direction: (text) => `${text} não é um sentido: é tx ou rx.`,
  'word-length': (text) => `${text} não é um comprimento de palavra: um carácter tem 5, 6, 7 ou 8 bits.`,
  'stop-bits': (text) => `${text} não é um número de stop bits: é 1 ou 2, e 2 significa 1.5 com 5 bits.`,
  parity: (text) => `${text} não é uma paridade: é even, odd ou none.`,
  rate: (text) => `${text} não é uma velocidade: tem de dividir 115200, e o divisor tem 16 bits.`,
  missing: () => 'A linha acaba antes do fim.',
  'too-many': (text) => `${text} é mais do que o programa do laboratório aceita.`,
  'too-long': () => 'O programa do laboratório aceita no máximo 512 caracteres.',
};
