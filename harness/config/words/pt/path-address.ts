import type { Entries } from '../catalogue.ts';
import { PRODUCTS, SYSTEMS } from '../names.ts';
import { shown } from '../quoting.ts';
import { howToFind, LISTENER_FIRST, portOf, ROLES, says } from './names.ts';

const THE_ADDRESS_TO_TYPE = `${howToFind(4000)}; se as duas máquinas correm no mesmo computador, é 127.0.0.1.`;

/** Behind QEMU’s own `tcp:`, which belongs there. */
const SLASHES = '//';

/** What stands in the Path/Address field, and its like. */
export const ADDRESS = {
  'listener-has-host': {
    what: (f) =>
      `A ${portOf(f)} fica à escuta, por isso o seu endereço é só um número de porta, e não ${shown(f.address)}.`,
    why: (f) =>
      `Quem fica à escuta espera no seu próprio computador; só o lado que se liga indica um computador.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value' })} O VirtualBox 5 toma por porta os algarismos do início, e com 127.0.0.1:4000 fica à escuta na 127.`,
    next: () => LISTENER_FIRST,
    mark: (f) => `aqui só deve estar ${f.wanted}`,
    page: 'No VirtualBox, a máquina sem visto em “Connect to existing pipe/socket” fica à escuta, e o seu Path/Address é só um número: 4000. HOST:PORT é para a outra máquina. O VirtualBox 6 e o 7 recusam-se a arrancar: "DrvTCP#0: The port part of the location is not a numerical value". O VirtualBox 5 arranca e fica à escuta nos algarismos do início: na porta 127, com 127.0.0.1:4000.',
  },
  'address-scheme': {
    what: (f) =>
      `O endereço da ${portOf(f)} não deve ter ${shown(f.scheme === SLASHES ? SLASHES : `${f.scheme}:`)}.`,
    why: (f) =>
      f.scheme === SLASHES
        ? `São tomados por parte do nome do computador.${says(f.product, { qemu: 'address resolution failed' })}`
        : `O texto é dividido no primeiro sinal de dois pontos, por isso ${shown(f.scheme)} é tomado pelo nome do computador.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value' })}`,
    fix: (f) => `Escreva ${shown(f.plain)}.`,
    next: () => LISTENER_FIRST,
    mark: (f) => `só ${f.plain.slice(0, 60)}`,
    page: 'O Path/Address do VirtualBox não é um URL: 4000 na máquina que fica à escuta, HOST:4000 na que se liga. Com tcp:// antes, tudo o que está até ao primeiro sinal de dois pontos é tomado pelo nome do computador. Já o ficheiro .vmx do VMware quer tcp://, e é de lá que estas linhas costumam ser copiadas.',
  },
  'address-blanks': {
    what: (f) => `Há espaços no endereço da ${portOf(f)}: ${shown(f.address)}.`,
    why: (f) =>
      `São tomados como parte do computador ou da porta.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value' })}`,
    fix: (f) => `Escreva ${shown(f.plain)}.`,
    next: () => LISTENER_FIRST,
    mark: () => 'espaços',
    page: 'Um espaço antes, depois ou no meio do endereço, muitas vezes colado com ele, mal se vê; mas o produto toma-o como parte do nome do computador ou do número, e não encontra nem um nem outro.',
  },
  'address-separator': {
    what: (f) =>
      `No endereço da ${portOf(f)}, o computador e a porta TCP estão separados por ${shown(f.separator)}, e não por dois pontos.`,
    why: (f) =>
      `Sem dois pontos, todo o texto é o nome do computador.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => `Escreva ${shown(f.plain)}.`,
    next: () => LISTENER_FIRST,
    mark: () => 'aqui devem estar dois pontos',
    page: 'A máquina que se liga quer HOST:PORT, com um sinal de dois pontos no meio. Com um espaço, uma vírgula, um ponto e vírgula ou um ponto em vez dele, o produto não encontra a porta: "DrvTCP#0: The location misses the port to connect to".',
  },
  'address-missing': {
    what: (f) => `A ${portOf(f)} ${ROLES[f.role]}, mas não tem endereço.`,
    why: (f) =>
      f.role === 'listens'
        ? `Sem um número de porta, ninguém se pode ligar a ela.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value', qemu: 'could not connect serial device to character backend' })}`
        : `Precisa do computador e da porta do parceiro.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => (f.role === 'listens' ? 'Escreva um número de porta: 4000.' : THE_ADDRESS_TO_TYPE),
    next: () => LISTENER_FIRST,
    mark: () => 'vazio',
    page: 'O modo TCP precisa de um endereço: um número de porta na máquina que fica à escuta, HOST:PORT na que se liga. O campo ficou vazio.',
  },
  'connector-port-missing': {
    what: (f) => `A ${portOf(f)} liga-se a ${shown(f.address)}, mas a nenhuma porta de lá.`,
    why: (f) =>
      `Um computador tem milhares de portas, e o parceiro está à escuta numa delas.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => `Escreva a porta a seguir, depois de dois pontos: ${f.wanted}.`,
    next: () => LISTENER_FIRST,
    mark: (f) => `falta :${f.wanted}`,
    page: 'A máquina que se liga indica o outro computador e o número da porta em que a outra máquina está à escuta: HOST:4000. Sem a porta, o VirtualBox não arranca a máquina: "DrvTCP#0: The location misses the port to connect to".',
  },
  'connector-host-missing': {
    what: (f) => `A ${portOf(f)} liga-se, mas ${shown(f.address)} não diz a que computador.`,
    why: (f) =>
      `Só um número é o que tem a máquina que fica à escuta.${says(f.product, { virtualbox: 'DrvTCP#0: The location misses the port to connect to', qemu: 'could not connect serial device to character backend' })}`,
    fix: (f) => `Escreva ${shown(f.wanted)}. ${THE_ADDRESS_TO_TYPE}`,
    next: () => `${THE_ADDRESS_TO_TYPE} ${LISTENER_FIRST}`,
    mark: () => 'falta o computador',
    page: 'As duas máquinas têm o mesmo número, mas a que se liga tem antes dele o endereço do outro computador: HOST:4000, ou 127.0.0.1:4000 se ambas correm no mesmo computador. Se era esta a máquina que devia ficar à escuta, retire o visto de “Connect to existing pipe/socket”.',
  },
  'host-ipv6': {
    what: (f) =>
      `A ${portOf(f)} liga-se a um endereço IPv6, que o ${PRODUCTS[f.product]} não sabe ler ali: ${shown(f.address)}.`,
    why: (f) =>
      `O texto é dividido no primeiro sinal de dois pontos, que fica a meio do endereço.${f.product === 'qemu' ? ' Só -chardev socket,host=::1,port=4000 aceita um, sem parênteses retos.' : ''}`,
    fix: (f) => `Use o endereço IPv4 do computador: ${shown(f.wanted)}. ${THE_ADDRESS_TO_TYPE}`,
    next: () => LISTENER_FIRST,
    mark: () => 'IPv6',
    page: 'O VirtualBox, e a forma curta -serial tcp:HOST:PORT do QEMU, tomam pelo nome do computador tudo o que está antes do primeiro sinal de dois pontos. Um endereço IPv6 tem ele próprio vários, com ou sem parênteses retos. Escreva o endereço IPv4, quatro números separados por pontos; para o mesmo computador, 127.0.0.1 em vez de ::1.',
  },
  'host-malformed': {
    what: (f) => `${shown(f.host)} não é um endereço IPv4 nem um nome.`,
    why: (f) =>
      `Um endereço IPv4 são quatro números de 0 a 255, separados por pontos.${says(f.product, { virtualbox: `DrvTCP#0 failed to connect to socket ${f.host.slice(0, 60)}:…`, qemu: `address resolution failed for ${f.host.slice(0, 60)}:…` })}`,
    fix: () => THE_ADDRESS_TO_TYPE,
    next: () => LISTENER_FIRST,
    mark: () => 'não é um endereço',
    page: 'Um endereço tem quatro números, nenhum acima de 255: 192.168.1.20. Três números, um 256, uma vírgula ou uma barra são enganos ao escrever, ou um resto da linha copiada (ifconfig escreve 192.168.1.20/24).',
  },
  'host-unresolved': {
    what: (f) =>
      f.certain
        ? `Nenhum computador se chama ${shown(f.host)}: nomes que acabam assim nunca são atribuídos.`
        : `Não se conhece nenhum computador com o nome ${shown(f.host)}.`,
    why: (f) =>
      `O nome tem de levar a um endereço antes de se poder enviar seja o que for.${says(f.product, { virtualbox: `DrvTCP#0 failed to connect to socket ${f.host.slice(0, 60)}:…`, qemu: `address resolution failed for ${f.host.slice(0, 60)}:…` })}`,
    fix: () => `Escreva o endereço IP em vez do nome. ${THE_ADDRESS_TO_TYPE}`,
    next: () => LISTENER_FIRST,
    mark: () => 'não existe este nome',
    page: 'Raramente os outros computadores da sala conhecem o nome de um deles: o servidor de nomes da rede teria de o ter. O endereço IP funciona sempre. Nomes que acabam em .invalid, .test ou .example nunca levam a lado nenhum.',
  },
  'host-any': {
    what: (f) => `${shown(f.host)} é um endereço para ficar à escuta, e não para se ligar a ele.`,
    why: () =>
      'Significa “todos os endereços deste computador”. Alguns sistemas tomam-no por 127.0.0.1; outros, como o Windows, recusam.',
    fix: () => THE_ADDRESS_TO_TYPE,
    next: () => LISTENER_FIRST,
    mark: () => 'só serve para ficar à escuta',
    page: '0.0.0.0 representa todos os endereços de um computador e faz sentido onde um programa fica à escuta. Como destino de uma ligação só funciona por acaso, nalguns sistemas, e só no mesmo computador.',
  },
  'host-nat': {
    what: (f) =>
      `${shown(f.host)} é um endereço de dentro da rede NAT do VirtualBox e não leva a nenhum computador.`,
    why: (f) =>
      `${
        {
          guest:
            'É o que a máquina virtual vê como seu endereço; todas as que estão atrás de NAT têm o mesmo.',
          gateway: 'É o computador tal como a máquina virtual o vê através do NAT.',
          dns: 'É o servidor de nomes que o NAT mostra à máquina virtual.',
          other: 'De 10.0.2.0 a 10.0.2.255 é tudo o que as máquinas virtuais veem atrás de NAT.',
        }[f.is]
      } Quem liga a porta série é o computador, fora da máquina virtual.`,
    fix: () => THE_ADDRESS_TO_TYPE,
    next: () => LISTENER_FIRST,
    mark: () => 'só conhecido dentro da VM',
    page: 'O endereço que ifconfig mostra dentro da máquina virtual é o errado: atrás de NAT, cada uma vê-se a si própria como 10.0.2.15, o gateway como 10.0.2.2 e o servidor de nomes como 10.0.2.3. A ligação série vai de um computador ao outro. Pergunte o endereço no terminal do próprio computador: `nullmodem address`, ifconfig ou ipconfig.',
  },
  'host-link-local': {
    what: (f) =>
      `${shown(f.host)} é um endereço que um computador dá a si próprio quando a rede não lhe dá nenhum.`,
    why: () =>
      'Muda, e só lhe chegam computadores no mesmo cabo: o mais provável é que esse computador não estivesse na rede.',
    fix: () => `Ligue os dois computadores à mesma rede e pergunte outra vez. ${THE_ADDRESS_TO_TYPE}`,
    next: () => LISTENER_FIRST,
    mark: () => 'dado a si próprio',
    page: 'Os endereços de 169.254.0.0 a 169.254.255.255 são inventados por um computador que não encontrou um servidor DHCP. Dois computadores com um cabo entre eles podem comunicar assim; pela rede da universidade não funciona.',
  },
  'port-not-number': {
    what: (f) => `A porta TCP da ${portOf(f)} não é um número: ${shown(f.text)}.`,
    why: (f) =>
      `${f.role === 'listens' ? 'O lado que fica à escuta' : 'O lado que se liga'} precisa de um número de porta de 1 a 65535.${says(f.product, { virtualbox: 'DrvTCP#0: The port part of the location is not a numerical value', qemu: 'address resolution failed' })}`,
    fix: () => 'Escreva o mesmo número nos dois lados: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'não é um número',
    page: 'Uma porta TCP é um número. Letras nele (a letra O em vez de um zero), um ponto ou um ponto e vírgula a seguir, ou palavras impedem o VirtualBox 6 e o 7 de arrancar a máquina: "DrvTCP#0: The port part of the location is not a numerical value". O VirtualBox 5 fica com os algarismos do início, ou com 0.',
  },
  'port-out-of-range': {
    what: (f) =>
      Number(f.text) === 0
        ? `A porta TCP da ${portOf(f)} é 0, e a essa ninguém se pode ligar.`
        : `A porta TCP da ${portOf(f)} é ${f.text.slice(0, 20)}, e a maior é 65535.`,
    why: (f) =>
      f.becomes === undefined
        ? Number(f.text) === 0
          ? 'Para quem fica à escuta, 0 significa uma porta livre qualquer: o parceiro não pode saber qual.'
          : 'Um número de porta tem 16 bits.'
        : `O ${PRODUCTS[f.product]} transforma-a em ${f.becomes} sem dizer nada, e o parceiro liga-se a outra.`,
    fix: () => 'Escreva o mesmo número, de 1024 a 32767, nos dois lados: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'de 1 a 65535',
    page: 'As portas TCP vão de 1 a 65535. A porta 0 significa “uma livre qualquer” para quem fica à escuta, e nada para quem se liga. O QEMU fica, sem avisar, com os 16 bits menos significativos de um número maior (70000 passa a 4464); o DOSBox volta à 23.',
  },
  'port-privileged': {
    what: (f) =>
      `A ${portOf(f)} fica à escuta na porta TCP ${f.number}, e as portas abaixo de 1024 estão reservadas ao sistema.`,
    why: (f) =>
      `${f.system === 'unknown' ? 'Em sistemas do tipo Unix' : `No ${SYSTEMS[f.system]}`} só o administrador pode abrir uma.${says(f.product, { virtualbox: 'DrvTCP#0 failed to create server socket', qemu: 'Failed to bind socket: Permission denied' })}`,
    fix: () => 'Use uma porta acima de 1023 nos dois lados: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'abaixo de 1024',
    page: 'No Linux e noutros sistemas do tipo Unix, as portas de 1 a 1023 são para programas do administrador: a máquina que fica à escuta não arranca. O macOS e o Windows são menos rigorosos, mas também aí há serviços do sistema. Escolha um número de 1024 a 32767, o mesmo nos dois lados.',
  },
  'port-ephemeral': {
    what: (f) =>
      `A ${portOf(f)} fica à escuta na porta TCP ${f.number}, que o sistema pode ter dado a outro programa.`,
    why: (f) =>
      `${f.system === 'unknown' ? 'Muitos sistemas usam' : `O ${SYSTEMS[f.system]} usa`} as portas de ${f.from} a ${f.to} para ligações de saída, por isso hoje funciona e amanhã falha.${says(f.product, { virtualbox: 'DrvTCP#0 failed to create server socket', qemu: 'Failed to find an available port: Address already in use' })}`,
    fix: () => 'Use uma porta de 1024 a 32767 nos dois lados: 4000.',
    next: () => LISTENER_FIRST,
    mark: () => 'pode estar ocupada',
    page: 'Cada ligação de saída, por exemplo de um navegador, recebe uma porta própria da gama superior: de 32768 a 60999 no Linux, de 49152 a 65535 no Windows e no macOS. Quem fica à escuta nessa gama encontra de vez em quando a sua porta ocupada. Números mais baixos são seguros.',
  },
  'port-taken': {
    what: (f) => `A ${portOf(f)} fica à escuta na porta TCP ${f.number}, a porta habitual de ${f.by}.`,
    why: (f) =>
      `Se isso estiver a correr no computador, a máquina não arranca, ou o parceiro chega ao programa errado.${says(f.product, { virtualbox: 'DrvTCP#0 failed to create server socket', qemu: 'Failed to find an available port: Address already in use' })}`,
    fix: () => 'Use outra porta nos dois lados: 4000.',
    next: () => LISTENER_FIRST,
    mark: (f) => `a porta habitual de ${f.by}`,
    page: 'Algumas portas são de programas que correm em muitos computadores: a 3306 é do MySQL, a 5432 do PostgreSQL, a 3389 do ambiente de trabalho remoto do Windows (e do próprio VirtualBox), a 5900 do VNC, a 8080 de servidores Web. Só um programa pode ficar à escuta numa porta. Escolha uma que ninguém use.',
  },
} satisfies Partial<Entries>;
