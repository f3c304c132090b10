import type { Entries } from '../catalogue.ts';
import { machineOf } from '../names.ts';
import { shown } from '../quoting.ts';
import { LISTENER_FIRST, portOf } from './names.ts';

/** Pipes: their names, and how far they reach. */
export const PIPE = {
  'pipe-name-windows': {
    what: (f) => `${shown(f.path)} não é o nome de um pipe no Windows.`,
    why: (f) =>
      `O computador de ${machineOf(f)} tem Windows, onde todos os pipes têm um nome \\\\.\\pipe\\NAME.`,
    fix: (f) => `Escreva ${shown(f.wanted)} nos dois lados.`,
    next: () => LISTENER_FIRST,
    mark: () => 'não é \\\\.\\pipe\\…',
    page: 'O Windows guarda os pipes com nome à parte dos ficheiros, em \\\\.\\pipe\\. Um caminho como C:\\lab7, ou só um nome, é recusado quando a máquina arranca. As duas máquinas indicam o mesmo pipe: \\\\.\\pipe\\lab7.',
  },
  'pipe-name-unix': {
    what: (f) => `${shown(f.path)} é um nome para o Windows, e o computador de ${machineOf(f)} não o tem.`,
    why: () =>
      'No Linux e no macOS um pipe é um socket local, com um caminho como o de um ficheiro. Este nome daria um ficheiro estranho, ou falharia.',
    fix: (f) => `Escreva ${shown(f.wanted)} nos dois lados.`,
    next: () => LISTENER_FIRST,
    mark: () => 'um nome para o Windows',
    page: 'No Linux e no macOS, o Host Pipe do VirtualBox é um socket local. O seu caminho é como o de um ficheiro: /tmp/lab7. A forma \\\\.\\pipe\\lab7 é só para o Windows.',
  },
  'pipe-path-too-long': {
    what: (f) => `O caminho do pipe tem ${f.bytes} bytes, e o sistema aceita no máximo ${f.most}.`,
    why: (f) =>
      f.product === 'qemu'
        ? 'O endereço de um socket local não tem espaço para mais. O QEMU diz "Path must be less than 108 bytes".'
        : 'O endereço de um socket local não tem espaço para mais, e a máquina não arranca.',
    fix: () => 'Ponha o pipe numa pasta com um caminho curto: /tmp/lab7.',
    next: () => LISTENER_FIRST,
    mark: (f) => `tem ${f.bytes} bytes`,
    page: 'O caminho de um socket local tem no máximo 107 bytes no Linux e 103 no macOS. As letras com acento ocupam dois bytes cada. Com pastas dentro de pastas chega-se lá depressa: use /tmp.',
  },
  'pipe-folder-missing': {
    what: (f) =>
      f.certain
        ? `Não existe a pasta ${shown(f.folder)} para o pipe da ${portOf(f)}.`
        : `Não existe a pasta ${shown(f.folder)} neste computador, e talvez também não naquele em que ${machineOf(f)} corre.`,
    why: () => 'O pipe é criado quando a máquina arranca, mas a pasta não: a máquina não arranca.',
    fix: (f) => `Crie a pasta ${shown(f.folder)}, ou escolha um caminho em /tmp.`,
    next: () => LISTENER_FIRST,
    mark: () => 'a pasta não existe',
    page: 'A máquina que fica à escuta cria o pipe, mas não a pasta onde ele fica. Se a pasta faltar, não arranca. Um caminho com o nome de outro utilizador vem quase sempre de um ficheiro copiado.',
  },
  'fifos-both-ways': {
    what: (f) =>
      `A ${portOf(f)} usa os FIFOs ${shown(`${f.path}.in`)} e ${shown(`${f.path}.out`)}, que não levam a outra máquina.`,
    why: () =>
      'O pipe: do QEMU é um par de FIFOs, e não o socket local que as outras máquinas usam. Onde só há um ficheiro com esse nome, o QEMU abre-o nos dois sentidos e fala consigo próprio.',
    fix: () => 'Use um socket local: unix:PATH,server=on,wait=off num lado, unix:PATH no outro.',
    next: () => LISTENER_FIRST,
    mark: () => 'um par de FIFOs',
    page: 'O `pipe:NAME` do QEMU abre NAME.in e NAME.out, dois FIFOs que têm de ser criados antes, para um programa no mesmo computador. O Host Pipe do VirtualBox e o próprio `unix:PATH` do QEMU são sockets locais, e os dois tipos não se encontram. Dois QEMUs com o mesmo NAME também não: ambos leem do mesmo FIFO, e ambos escrevem no outro.',
  },
  'pipes-differ': {
    what: (f) => `Os dois pipes não são o mesmo: ${shown(f.pathA)} e ${shown(f.pathB)}.`,
    why: () =>
      'As máquinas encontram-se onde os dois caminhos são iguais, letra a letra. Senão, o lado que se liga não encontra nada e a sua máquina não arranca.',
    fix: () => 'Dê a ambas o mesmo caminho.',
    next: () => LISTENER_FIRST,
    mark: () => 'outro caminho',
    also: () => ['o do parceiro'],
    page: 'A máquina que fica à escuta cria o pipe, e a outra abre-o: ambas precisam do mesmo caminho. No Linux e no macOS, maiúsculas e minúsculas são diferentes.',
  },
  'pipe-across-computers': {
    what: (f) =>
      `${machineOf(f.a)} e ${machineOf(f.b)} correm em dois computadores, e um pipe só existe dentro de um.`,
    why: () =>
      'Um pipe une dois programas no mesmo sistema operativo. O lado que se liga não encontra nenhum pipe com esse nome no seu computador.',
    fix: (f) =>
      `Use TCP: ponha ${machineOf(f.a)} à escuta na porta 4000, e faça ${machineOf(f.b)} ligar-se ao endereço desse computador e a essa porta; lá, \`nullmodem address 4000\` mostra o texto a escrever.`,
    next: (f) => `Arranque primeiro ${machineOf(f.a)}, que fica à escuta.`,
    mark: () => 'um pipe',
    also: () => ['e noutro computador'],
    page: 'O modo Host Pipe é para duas máquinas no mesmo computador. Entre dois computadores só o TCP funciona: uma máquina fica à escuta num número de porta, a outra liga-se a HOST:PORT.',
  },
} satisfies Partial<Entries>;
