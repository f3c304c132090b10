import type { Entries } from '../catalogue.ts';
import { machineOf } from '../names.ts';
import { hex, shown } from '../quoting.ts';
import { framingNamed, LISTENER_FIRST, portOf } from './names.ts';

const ON_THIS_COMPUTER =
  'O endereço 127.0.0.1 está certo para duas máquinas no mesmo computador; em dois, escreva o do outro computador, que `nullmodem address` mostra lá.';

/** One port: whether it is on, where it leads, and its place in the PC. */
export const PORT = {
  'port-off': {
    what: (f) =>
      f.none ? `${machineOf(f)} não tem nenhuma porta série ativa.` : `A ${portOf(f)} está desativada.`,
    why: () =>
      'Dentro da máquina não há nenhuma UART no endereço da porta: todas as leituras dão 0xFF, e nada é enviado.',
    fix: () => 'Ative a porta e faça-a levar ao parceiro por TCP.',
    next: () => `${LISTENER_FIRST} ${ON_THIS_COMPUTER}`,
    mark: () => 'desativada',
    page: 'Uma porta série tem de estar ativa: no VirtualBox, assinale Enable Serial Port. Numa porta desativada, as restantes definições não contam. Dentro da máquina, `conf` lê 0xFF de todos os registos, e um ciclo de polling nunca acaba.',
  },
  'only-in-snapshot': {
    what: (f) =>
      `A ${portOf(f)} só está ativa num snapshot; na máquina, tal como está agora, está desativada.`,
    why: () =>
      'Um snapshot guarda as definições do seu momento. A máquina arranca com as suas, que estão noutro sítio do mesmo ficheiro.',
    fix: () => 'Ative a porta nas definições atuais da máquina, ou restaure o snapshot.',
    next: () => LISTENER_FIRST,
    mark: () => 'agora desativada',
    also: () => ['ativa no snapshot'],
    page: 'Um ficheiro .vbox repete todas as definições em cada snapshot. As que contam quando a máquina arranca são as da própria máquina. Uma porta que foi ativada, guardada num snapshot e depois desativada aparece no ficheiro, mas não existe.',
  },
  'port-disconnected': {
    what: (f) => `A ${portOf(f)} está ativa, mas não leva a lado nenhum.`,
    why: () => 'O seu modo é “disconnected”: a máquina vê uma UART, e o que envia perde-se.',
    fix: () => 'Faça-a levar ao parceiro por TCP.',
    next: () => `${LISTENER_FIRST} ${ON_THIS_COMPUTER}`,
    mark: () => 'não leva a lado nenhum',
    also: () => ['a do parceiro'],
    page: 'Uma porta no modo Disconnected existe dentro da máquina: `conf` e `set` funcionam. Mas não chega nada, e o que se envia perde-se. Escolha o modo TCP.',
  },
  'not-at-start': {
    what: (f) => `A ${portOf(f)} não está ligada a nada quando a máquina arranca.`,
    why: () =>
      'A opção “Connect at power on” não está assinalada: a porta não leva a lado nenhum até alguém a ligar à mão.',
    fix: () => 'Assinale-a: serialN.startConnected = "TRUE".',
    page: 'O VMware pode arrancar uma máquina com uma porta série desencaixada. Enquanto startConnected for FALSE, o que a máquina envia perde-se.',
  },
  'leads-elsewhere': {
    what: (f) => {
      const to = {
        file: 'escreve no ficheiro',
        device: 'leva ao dispositivo do computador',
        other: 'leva a',
      }[f.kind];
      return `A ${portOf(f)} ${to} ${shown(f.what)}, em vez de chegar a outra máquina.`;
    },
    why: (f) =>
      f.partner === undefined
        ? 'Duas máquinas comunicam por TCP ou, no mesmo computador, por um pipe.'
        : `O parceiro usa ${f.partner === 'tcp' ? 'TCP' : 'um pipe'}, e os dois nunca se encontram.`,
    fix: () => 'Faça-a levar ao parceiro por TCP.',
    next: () => `${LISTENER_FIRST} ${ON_THIS_COMPUTER}`,
    mark: (f) =>
      f.kind === 'file'
        ? 'um ficheiro'
        : f.kind === 'device'
          ? 'um dispositivo do computador'
          : 'não é uma ligação',
    also: () => ['a do parceiro'],
    page: 'Uma porta série pode levar a um ficheiro, a um dispositivo do computador, ou ao terminal em que a máquina foi arrancada. O que a máquina envia vai então parar aí, e nada chega ao parceiro. Escolha TCP: uma máquina fica à escuta numa porta, a outra liga-se a ela.',
  },
  'irq-wrong': {
    what: (f) =>
      `A ${portOf(f)} está em ${hex(f.base)} com a IRQ ${f.irq}, e o laboratório espera aí a IRQ ${f.needed}.`,
    why: (f) =>
      `Num PC, ${hex(f.base)} vai com a IRQ ${f.needed}. Por polling funciona, porque não precisa de interrupções; com interrupções o programa fica bloqueado, porque nenhuma chega pela IRQ ${f.needed}.`,
    next: () => 'Execute outra vez o teste com interrupções.',
    mark: (f) => `aqui deve estar a IRQ ${f.needed}`,
    page: 'A COM1 é 0x3F8 com a IRQ 4, a COM2 é 0x2F8 com a IRQ 3. Os programas contam com estes pares. Com outra IRQ, o teste por polling passa e o de interrupções fica bloqueado: a UART ativa uma linha que ninguém ouve.',
  },
  'base-not-standard': {
    what: (f) => `A ${portOf(f)} está em ${hex(f.base)}, onde nenhum programa procura uma porta série.`,
    why: () =>
      'O programa do laboratório abre a COM1 em 0x3F8 ou a COM2 em 0x2F8. Noutro sítio lê 0xFF de todos os registos.',
    fix: () => 'Ponha-a em 0x3F8 com a IRQ 4, que é a COM1.',
    mark: () => 'não é o endereço de uma porta COM',
    page: 'As portas série do PC estão em 0x3F8 (COM1), 0x2F8 (COM2), 0x3E8 (COM3) e 0x2E8 (COM4). Uma porta noutro endereço funciona, mas ninguém a encontra: `conf 1` lê 0xFF em todo o lado. A causa habitual são algarismos trocados ao escrever: 0x3E8 em vez de 0x3F8, ou 3F8 sem 0x.',
  },
  'base-shared': {
    what: (f) => `A ${portOf(f)} está em ${hex(f.base)}, tal como a porta ${f.other}.`,
    why: () =>
      'Duas UARTs não podem responder no mesmo endereço: uma delas fica escondida, ou a máquina não arranca.',
    fix: (f) => `Ponha-a noutro endereço que não o da porta ${f.other}, ou desative uma das duas.`,
    mark: () => 'o mesmo endereço',
    also: () => ['e aqui'],
    page: 'Cada porta série ativa precisa de um endereço base só seu: 0x3F8 para a COM1, 0x2F8 para a COM2. Quando as definições de uma porta são copiadas para a seguinte, ficam as duas no mesmo endereço, e a máquina só chega a uma delas.',
  },
  'irq-shared': {
    what: (f) => `A ${portOf(f)} tem a IRQ ${f.irq}, tal como a porta ${f.other}.`,
    why: () =>
      'As interrupções ISA não são feitas para partilhar: enquanto o pedido de uma porta se mantém, o flanco da outra perde-se, e o seu programa fica bloqueado.',
    fix: (f) => `Desative a porta de que não precisa: ${f.port} ou ${f.other}.`,
    mark: () => 'a mesma IRQ',
    also: () => ['e aqui'],
    page: 'A COM1 e a COM3 partilham a IRQ 4, a COM2 e a COM4 a IRQ 3. Não faz mal enquanto só uma das duas for usada com interrupções. Usadas ao mesmo tempo, perdem-se interrupções.',
  },
  'not-com1': {
    what: (f) =>
      `A ligação de ${machineOf(f)} está na COM${f.com}, e o programa do laboratório abre em geral a COM1.`,
    why: (f) =>
      f.com > 2
        ? `O programa do laboratório só conhece a COM1 e a COM2, por isso nada do que chega à COM${f.com} é lido.`
        : 'Executado com a porta 1, fala com uma UART que não leva a lado nenhum: envia sem erro, e não chega nada.',
    fix: (f) =>
      f.com > 2
        ? 'Faça dela a primeira porta série da máquina.'
        : 'Nesta máquina, execute o programa do laboratório com 2 como porta: com 2.',
    mark: (f) => `a COM${f.com}`,
    also: () => ['lá é a COM1'],
    page: 'O programa do laboratório abre a COM1 com `com 1` e a COM2 com `com 2`. Se a ligação da máquina está na COM2 e o programa é executado com 1, envia para o vazio. Passe a ligação para a COM1, ou escreva 2 na linha de comando dessa máquina.',
  },
  'no-fifo': {
    what: (f) => `A ${portOf(f)} é uma ${f.uart.slice(0, 20)}, que não tem FIFOs.`,
    why: () =>
      'Escrever no FCR não faz nada, e o IIR nunca mostra os FIFOs ligados: o teste fifo falha, e um recetor lento perde caracteres.',
    next: () => 'Execute outra vez `conf`: mostra uma UART com um FIFO de 16 bytes.',
    mark: () => 'não tem FIFOs',
    page: 'O VirtualBox pode mostrar à máquina uma 16450, uma 16550A ou uma 16750. A 16450 não tem FIFOs: `ser_test_fifo` não pode funcionar nela, e cada carácter tem de ser lido antes de chegar o seguinte. Escolha a 16550A, que é a predefinição.',
  },
  'listener-waits': {
    what: (f) => `${machineOf(f)} não arranca antes de o parceiro se ligar.`,
    why: () =>
      'No QEMU, quem fica à escuta espera, a não ser que se lhe diga o contrário: mostra "QEMU waiting for connection on: …", e nenhuma janela se abre.',
    fix: (f) => `Acrescente ${f.option}.`,
    next: (f) => `Arranque ${machineOf(f)}, que agora não espera por ninguém, e depois o parceiro.`,
    mark: () => 'espera pelo parceiro',
    page: 'Por predefinição, um socket do QEMU com server=on espera até alguém se ligar: a máquina fica bloqueada antes da BIOS, com "QEMU waiting for connection on: …" no terminal. Com wait=off (antes: nowait) arranca logo, e o que for enviado antes de o parceiro lá estar perde-se.',
  },
  'not-raw': {
    what: (f) => `A ${portOf(f)} usa ${framingNamed(f.framing)} no socket, em vez dos bytes tal como são.`,
    why: () =>
      'Pelo caminho são acrescentados bytes: o telnet, por exemplo, duplica 0xFF e negoceia pelo meio. Um parceiro que envia os bytes tal como são, como o VirtualBox, toma-os por dados.',
    mark: (f) => framingNamed(f.framing),
    also: (f) => [framingNamed(f.framing)],
    page: 'O VirtualBox põe no socket exatamente os bytes da UART. Telnet, TLS, WebSocket e o nullmodem do DOSBox (sem transparent:1) embrulham-nos. Um parceiro assim recebe caracteres estranhos no início, e cada 0xFF duas vezes. Escolha bytes em bruto nos dois lados.',
  },
  'no-reconnect': {
    what: (f) => `A ${portOf(f)} só tenta ligar-se uma vez.`,
    why: () =>
      'Se ninguém estiver à escuta quando arranca, o QEMU termina: "Failed to connect to \'…\': Connection refused". Se o parceiro for reiniciado mais tarde, a ligação fica morta até esta máquina ser também reiniciada.',
    fix: () => 'Acrescente reconnect-ms=1000 (QEMU 9.2 e seguintes) ou reconnect=1 (até ao 10.1).',
    page: 'No QEMU, o lado que se liga fá-lo ao arrancar, e nunca mais. Com reconnect=1, ou reconnect-ms=1000 a partir do QEMU 9.2, tenta de segundo a segundo: deixa de importar a ordem de arranque, e o parceiro pode ser reiniciado.',
  },
} satisfies Partial<Entries>;
