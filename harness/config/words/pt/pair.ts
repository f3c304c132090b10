import type { Entries } from '../catalogue.ts';
import { machineOf, systemNamed } from '../names.ts';
import { shown } from '../quoting.ts';
import { framingNamed, howToFind, KINDS, LISTENER_FIRST, listed, portOf, startOrder } from './names.ts';

const ON_TWO_COMPUTERS =
  'Em dois computadores, a que se liga precisa do endereço do outro em vez de 127.0.0.1: `nullmodem address` mostra-o lá.';

/** What two machines do not have in common. */
export const PAIR = {
  'same-file': {
    what: ({ file }) => `O ficheiro ${shown(file)} foi indicado duas vezes.`,
    why: () => 'Uma máquina não comunica consigo própria: a verificação precisa das definições de duas.',
    fix: () => 'Indique em segundo lugar o ficheiro da outra máquina.',
    page: 'Os dois argumentos indicam a mesma máquina do mesmo ficheiro. Se a segunda máquina é uma cópia da primeira, tem um ficheiro .vbox próprio, numa pasta com o nome dela.',
  },
  'one-machine': {
    what: (f) => `Não há segunda máquina com que ${machineOf(f)} possa comunicar.`,
    why: () => 'Só comparando as duas se vê se vão comunicar.',
    fix: () => 'Indique também o ficheiro do parceiro: nullmodem check a.vbox b.vbox.',
    page: 'Com uma só máquina, só se verificam as definições dela. A maior parte dos erros está entre duas: ambas ficam à escuta, os números de porta diferem, uma usa um pipe.',
  },
  'both-listen': {
    what: (f) => `As máquinas ${machineOf(f.a)} e ${machineOf(f.b)} ficam ambas à escuta, e nenhuma se liga.`,
    why: () =>
      'Arrancam as duas, cada uma espera pela outra, e o que enviam perde-se. No VirtualBox, nenhuma tem o visto em “Connect to existing pipe/socket”.',
    fix: (f) =>
      `Faça ${machineOf(f.b)} ligar-se: assinale “Connect to existing pipe/socket” e escreva o endereço e a porta do outro computador. ${howToFind(4000)}.`,
    next: () => `${LISTENER_FIRST} ${ON_TWO_COMPUTERS}`,
    mark: () => 'fica à escuta',
    also: () => ['também fica à escuta'],
    page: 'Uma máquina tem de ficar à escuta e a outra tem de se ligar. Duas à escuta nunca se encontram: ambas arrancam sem erro, e não chega nada. No VirtualBox, é o visto em “Connect to existing pipe/socket” que faz uma máquina ligar-se: exatamente uma das duas o tem.',
  },
  'both-connect': {
    what: (f) =>
      `As máquinas ${machineOf(f.a)} e ${machineOf(f.b)} tentam ambas ligar-se, e nenhuma fica à escuta.`,
    why: () =>
      'Cada uma procura quem esteja à escuta, não encontra ninguém e não arranca: "DrvTCP#0 failed to connect to socket HOST:PORT" no VirtualBox, "Connection refused" no QEMU.',
    fix: (f) => `Ponha ${machineOf(f.a)} à escuta.`,
    next: () => LISTENER_FIRST,
    mark: () => 'liga-se',
    also: () => ['também se liga'],
    page: 'Uma máquina tem de ficar à escuta e a outra tem de se ligar. Duas que se ligam nem sequer arrancam: não há ninguém a quem se ligarem. No VirtualBox, retire numa delas o visto de “Connect to existing pipe/socket” e deixe só o número da porta em Path/Address.',
  },
  'roles-swapped': {
    what: (f) =>
      `A máquina ${machineOf(f.listener)} fica à escuta e ${machineOf(f.connector)} liga-se, mas os endereços dizem o contrário.`,
    why: () =>
      'HOST:PORT é para o lado que se liga, e só o número da porta para o que fica à escuta. Nenhuma arranca: "DrvTCP#0: The port part of the location is not a numerical value", "DrvTCP#0: The location misses the port to connect to".',
    next: (f) => startOrder(f.connector, f.listener),
    mark: () => 'tem HOST:PORT, e deve ligar-se',
    also: () => ['tem só uma porta, e deve ficar à escuta'],
    page: 'O visto de “Connect to existing pipe/socket” está na máquina errada: a que tem HOST:PORT em Path/Address liga-se, e tem o visto; a que tem só um número fica à escuta, e não o tem.',
  },
  'ports-differ': {
    what: (f) =>
      `${machineOf(f.listener)} fica à escuta na porta ${f.listens}, e ${machineOf(f.connector)} liga-se à ${f.dials}.`,
    why: (f) =>
      f.connector.product === 'qemu'
        ? `Ninguém está à escuta na ${f.dials}. O QEMU diz "Failed to connect to '…:${f.dials}': Connection refused" e termina.`
        : f.connector.product === 'virtualbox'
          ? `Ninguém está à escuta na ${f.dials}, e a máquina não arranca: "DrvTCP#0 failed to connect to socket …:${f.dials}".`
          : `Ninguém está à escuta na ${f.dials}.`,
    fix: (f) => `Faça ${machineOf(f.connector)} ligar-se à porta ${f.listens}.`,
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'este número',
    also: () => ['e este são diferentes'],
    page: 'Os dois lados precisam do mesmo número de porta: quem fica à escuta tem-no sozinho, o outro lado tem-no depois dos dois pontos. Se forem diferentes, a segunda máquina não arranca: ninguém está à escuta onde ela se liga.',
  },
  'tcp-not-chosen': {
    what: (f) =>
      `As máquinas ${machineOf(f.a)} e ${machineOf(f.b)} usam Host Pipe, mas têm endereços próprios do TCP.`,
    why: (f) =>
      `No modo Host Pipe o texto é o nome de um pipe: ${shown(f.path)} é então um ficheiro ou um pipe com esse nome, e não a porta de um computador.`,
    next: (f) => startOrder(f.a, f.b),
    mark: () => 'tomado como nome de um pipe',
    also: () => ['e este também'],
    page: 'Um número de porta, ou HOST:PORT, é o que Path/Address espera no modo TCP. No modo Host Pipe é tomado como o nome de um pipe. O modo ficou, provavelmente, como estava quando as duas máquinas eram executadas num só computador.',
  },
  'transports-differ': {
    what: (f) => `${machineOf(f.a)} usa ${KINDS[f.kindA]}, e ${machineOf(f.b)} usa ${KINDS[f.kindB]}.`,
    why: () => 'Um pipe e um socket TCP nunca se encontram: cada máquina espera, ou procura, noutro sítio.',
    fix: () => 'Use TCP nos dois lados.',
    next: () => LISTENER_FIRST,
    mark: (f) => KINDS[f.kindB],
    also: (f) => [KINDS[f.kindA]],
    page: 'As duas máquinas precisam do mesmo Port Mode. O TCP funciona num só computador e entre dois; um Host Pipe funciona só dentro de um computador.',
  },
  'framings-differ': {
    what: (f) =>
      `${machineOf(f.a)} usa ${framingNamed(f.framingA)}, e ${machineOf(f.b)} usa ${framingNamed(f.framingB)}.`,
    why: (f) =>
      [f.framingA, f.framingB].includes('udp')
        ? 'O UDP envia pacotes, e o outro lado espera por uma ligação TCP: os dois nunca se encontram.'
        : 'O que um lado acrescenta, o outro toma por dados: caracteres estranhos no início, e 0xFF duas vezes ou nenhuma.',
    fix: () => 'Use bytes em bruto nos dois lados.',
    next: () => LISTENER_FIRST,
    mark: () => 'não são bytes em bruto',
    also: () => ['o do parceiro'],
    page: 'Os dois lados têm de pôr os bytes no socket da mesma maneira, de preferência tal como são: o VirtualBox não conhece outra. O telnet acrescenta bytes de opções e duplica 0xFF; o nullmodem do DOSBox, sem transparent:1, acrescenta bytes para as linhas do modem; TLS e WebSocket só se percebem entre iguais.',
  },
  'wrong-host': {
    what: (f) =>
      `${machineOf(f.listener)} só fica à escuta em ${shown(f.bound)}, e ${machineOf(f.connector)} liga-se a ${shown(f.host)}.`,
    why: () =>
      'Quem fica à escuta num só endereço não ouve ligações para outro, mesmo que seja do mesmo computador: são recusadas.',
    fix: (f) => `Faça ${machineOf(f.connector)} ligar-se a ${shown(f.bound)}.`,
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'outro endereço',
    also: () => ['fica à escuta aqui'],
    page: 'Quem fica à escuta com um endereço antes da porta só aceita ligações para esse endereço. O outro lado tem de se ligar exatamente a ele. Sem endereço, fica à escuta em todos os do seu computador.',
  },
  'listener-loopback': {
    what: (f) =>
      `${machineOf(f.listener)} fica à escuta em ${shown(f.bound)}, a que só o próprio computador chega.`,
    why: (f) =>
      `${machineOf(f.connector)} tem de lá chegar a partir de outro endereço, e a ligação é recusada.`,
    fix: () => 'Do lado que fica à escuta, retire o endereço antes da porta, para escutar em todos.',
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'só este computador',
    also: () => ['a ligação vem daqui'],
    page: '127.0.0.1 e localhost são o endereço de um computador para si próprio. A quem fica à escuta aí, como em `-serial tcp:localhost:4000,server=on`, não se chega a partir de outro computador. Retire o endereço: `-serial tcp::4000,server=on,wait=off`.',
  },
  'loopback-across-computers': {
    what: (f) =>
      `${machineOf(f.connector)} liga-se a ${shown(f.host)}, o seu próprio computador, e ${machineOf(f.listener)} corre noutro.`,
    why: (f) =>
      f.systems === undefined
        ? 'No seu próprio computador ninguém está à escuta nessa porta: a ligação é recusada.'
        : `Os ficheiros vêm de dois sistemas, ${listed(f.systems.map(systemNamed))}, e por isso de dois computadores. No seu próprio, ninguém está à escuta: a ligação é recusada.`,
    fix: (f) =>
      `Use o endereço do computador em que ${machineOf(f.listener)} corre: lá, \`nullmodem address\` mostra o texto a escrever.`,
    next: (f) => startOrder(f.listener, f.connector),
    mark: () => 'o próprio computador',
    also: () => ['fica à escuta no outro'],
    page: '127.0.0.1 e localhost são sempre o computador em que são usados. Estão certos se as duas máquinas correm no mesmo. Entre dois computadores, escreva o endereço daquele cuja máquina fica à escuta; lá, `nullmodem address` mostra-o.',
  },
  'two-connectors': {
    what: (f) => `A ${portOf(f.second)} liga-se onde já está ligada a ${portOf(f.first)}.`,
    why: (f) =>
      f.listener.product === 'qemu'
        ? 'Uma porta série tem um só parceiro: o QEMU deixa a segunda ligação à espera até a primeira fechar.'
        : 'Uma porta série tem um só parceiro: o VirtualBox aceita a segunda ligação e fecha-a logo.',
    fix: (f) => `Para ${machineOf(f.second)}, ponha outra porta série à escuta, noutra porta TCP.`,
    next: () => LISTENER_FIRST,
    mark: () => 'a segunda',
    also: () => ['a primeira', 'a que fica à escuta'],
    page: 'Um cabo série tem duas pontas. Quem fica à escuta aceita uma ligação: uma segunda, o VirtualBox fecha-a logo, o QEMU deixa-a à espera. Uma terceira máquina precisa de outra porta série, com outro número de porta TCP, numa das duas.',
  },
  'two-listeners': {
    what: (f) =>
      `A ${portOf(f.second)} fica à escuta na porta TCP ${f.number}, tal como a ${portOf(f.first)}.`,
    why: () =>
      'Num computador só um programa pode ficar à escuta numa porta; a segunda máquina não arranca: "DrvTCP#0 failed to create server socket" no VirtualBox, "Address already in use" no QEMU.',
    fix: (f) =>
      `Ponha uma delas à escuta na ${f.number === 4001 ? 4002 : 4001}, e faça o parceiro dela ligar-se a essa.`,
    next: () => LISTENER_FIRST,
    mark: () => 'o mesmo número',
    also: () => ['e aqui'],
    page: 'Cada porta série à escuta num computador precisa de um número de porta TCP só seu. A segunda que pede o mesmo número recebe um erro, e a sua máquina não arranca.',
  },
  'com-numbers-differ': {
    what: (f) => `A ligação une a COM${f.comA} de ${machineOf(f.a)} e a COM${f.comB} de ${machineOf(f.b)}.`,
    why: () =>
      'Assim funciona: só é preciso atenção ao número em cada linha de comando do programa do laboratório.',
    mark: (f) => `a COM${f.comB}`,
    also: (f) => [`a COM${f.comA}`],
    page: 'Uma ligação pode unir a COM1 de uma máquina à COM2 da outra. Em cada máquina, o programa do laboratório é então executado com o número dela.',
  },
} satisfies Partial<Entries>;
