import type { Entries } from '../catalogue.ts';
import { machineOf } from '../names.ts';
import { clipped, shown } from '../quoting.ts';
import { LISTENER_FIRST, meant } from './names.ts';

/** Settings that their product refuses, or takes for something else. */
export const REFUSED = {
  'iobase-attribute': {
    what: ({ attribute, needed, settings }) =>
      `A porta tem ${attribute}, e as definições da versão ${settings} querem ${needed}.`,
    why: ({ needed }) =>
      `O VirtualBox não carrega o ficheiro: "Required UART/Port/@${needed} attribute is missing".`,
    fix: ({ attribute, needed }) => `Escreva ${needed} em vez de ${attribute}.`,
    page: 'O endereço de uma porta série chama-se IOBase até à versão 1.19 das definições, e IOAddress a partir da 1.20. Com o outro nome, o VirtualBox não carrega a máquina: "Required UART/Port/@IOBase attribute is missing". Acontece quando se copia uma linha de um ficheiro mais novo ou mais antigo.',
  },
  'attribute-missing': {
    what: ({ attribute }) => `Falta ${shown(attribute)} neste Port.`,
    why: ({ attribute }) =>
      `O VirtualBox não carrega o ficheiro: "Required UART/Port/@${attribute} attribute is missing".`,
    fix: ({ attribute }) => `Dê à porta um ${attribute}.`,
    page: 'Uma linha Port de um ficheiro .vbox precisa de slot, enabled, IOBase (IOAddress a partir da versão 1.20 das definições), IRQ e hostMode, e o VirtualBox não carrega a máquina se faltar um deles. Acontece quando a linha foi escrita à mão, ou cortada demais.',
  },
  'key-twice': {
    what: ({ key }) => `A chave ${shown(key)} está definida duas vezes.`,
    why: () => 'O VMware recusa um ficheiro com uma chave repetida, ou usa só uma das duas.',
    fix: () => 'Retire uma delas.',
    page: 'Um ficheiro .vmx diz cada coisa uma só vez. Quando uma chave está em duas linhas, quase de certeza uma delas foi acrescentada à mão, e ninguém vê qual das duas conta.',
  },
  'typeset-characters': {
    what: ({ written }) => `${shown(written)} é um carácter de texto impresso, que nenhuma shell conhece.`,
    why: () =>
      'Os processadores de texto e as páginas Web põem aspas e travessões tipográficos no lugar dos que se escrevem no teclado.',
    fix: ({ plain }) => `Escreva antes ${shown(plain)}.`,
    page: 'Os comandos copiados de uma página Web ou de um documento podem ter aspas tipográficas e travessões. Para uma shell são letras como as outras: uma opção não é vista como tal, e um nome fica com as aspas.',
  },
  'hostmode-invalid': {
    what: ({ value, nearest }) => `${shown(value)} não é um modo de porta.${meant(nearest)}`,
    why: ({ value }) =>
      `O VirtualBox não carrega o ficheiro: "Invalid value '${value.slice(0, 40)}' in UART/Port/@hostMode attribute".`,
    fix: ({ nearest }) => `Escreva ${shown(nearest ?? 'TCP')}.`,
    page: 'O hostMode de uma porta é RawFile, HostPipe, HostDevice, Disconnected ou TCP, escrito exatamente assim. Com qualquer outra coisa, por exemplo `tcp` em minúsculas, o VirtualBox não carrega a máquina.',
  },
  'slot-duplicate': {
    what: ({ slot }) => `Duas portas dizem ter o slot ${slot}.`,
    why: () => 'O VirtualBox não carrega o ficheiro: "UART/Port/@slot attribute: value is not unique".',
    fix: () => 'Dê à segunda o número seguinte; os slots contam-se a partir de 0.',
    page: 'Cada porta série de uma máquina tem um slot só seu: 0 é a primeira, em geral a COM1, e 1 a segunda. Ao copiar uma linha Port, é preciso mudar-lhe o slot.',
  },
  'settings-too-old': {
    what: (f) =>
      `As definições da versão ${f.settings} ${f.for === 'tcp' ? 'não têm o modo TCP' : 'não permitem escolher o tipo de UART'}.`,
    why: (f) =>
      `Isso só surgiu na versão ${f.needed}; abaixo dela, o VirtualBox ignora ou recusa ${f.for === 'tcp' ? 'hostMode=TCP' : 'uartType'}.`,
    fix: () =>
      'Não edite o ficheiro à mão: mude a porta na janela do VirtualBox, que sobe ele próprio a versão.',
    page: 'A versão no topo de um ficheiro .vbox diz que definições lá podem estar. O modo TCP precisa da 1.15 ou superior, e um tipo de UART que não seja a 16550A precisa da 1.17. O VirtualBox sobe ele próprio a versão quando se muda uma dessas definições na sua janela ou com VBoxManage; fica baixa demais quando a linha foi acrescentada à mão.',
  },
  'value-invalid': {
    what: ({ name, value, nearest }) => `${shown(value)} não é um valor de ${name}.${meant(nearest)}`,
    why: ({ allowed }) => `Valores permitidos: ${allowed}.`,
    fix: ({ name, nearest }) =>
      nearest === undefined ? `Dê a ${name} um destes valores.` : `Escreva ${shown(nearest)}.`,
    page: 'A definição tem um valor que o produto não aceita: uma palavra mal escrita, um número fora dos limites, yes em vez de true. A mensagem diz que valores há.',
  },
  'value-missing': {
    what: ({ name }) => `Falta um valor: ${clipped(name)}.`,
    why: ({ after }) => `Tem de estar a seguir a ${shown(after)}.`,
    fix: ({ name, after }) => `Escreva ${clipped(name)} a seguir a ${shown(after)}.`,
    page: 'Uma opção leva um valor, e a seguir não há nenhum: a palavra seguinte é outra opção, ou a linha acaba. `--uart1` leva dois: o endereço base e a IRQ (`--uart1 0x3F8 4`).',
  },
  'mode-unknown': {
    what: (f) => `${shown(f.word)} não é um modo de porta do VBoxManage.${meant(f.nearest)}`,
    why: (f) =>
      `O VBoxManage toma qualquer outra palavra pelo nome de um dispositivo do computador, e ${machineOf(f)} fica a levar a um dispositivo ${shown(f.word)} que não existe.`,
    fix: ({ nearest }) => `Escreva ${shown(nearest ?? 'tcpserver')}.`,
    page: '`VBoxManage modifyvm VM --uartmode1 MODE`: MODE é disconnected, server PATH, client PATH, tcpserver PORT, tcpclient HOST:PORT ou file PATH. Qualquer outra palavra é tomada, sem aviso, pelo nome de um dispositivo série do computador: um `tcpsrver` mal escrito só se nota quando a máquina não arranca.',
  },
  'uart-one-item': {
    what: ({ item }) => `${shown(item)} é um só argumento, e deviam ser dois.`,
    why: () =>
      'Numa lista de argumentos, cada elemento chega ao VBoxManage tal como está, com o espaço e tudo: ele toma o conjunto pelo endereço base, e falta-lhe a IRQ.',
    fix: ({ item }) =>
      `Escreva ${item
        .split(/\s+/)
        .slice(0, 2)
        .map((part) => `"${clipped(part)}"`)
        .join(', ')}.`,
    page: 'Um Vagrantfile ou um ficheiro do Packer dá ao VBoxManage uma lista de argumentos, e nenhuma shell os divide nos espaços. O endereço base e a IRQ são dois elementos: `"--uart1", "0x3F8", "4"`.',
  },
  'uart-mode-twice': {
    what: ({ option }) => `${option} aparece duas vezes para a mesma máquina.`,
    why: () =>
      'Vale a última, por isso a primeira porta fica com o que era para a segunda, e a segunda com nada.',
    fix: ({ option }) => `Escreva ${option.replace(/[0-9]+$/, '2')} da segunda vez.`,
    page: 'Cada porta série tem as suas opções: --uart1 e --uartmode1 são da primeira porta, --uart2 e --uartmode2 da segunda. Uma linha copiada cujo número não foi mudado apaga o modo da primeira porta.',
  },
  'continuation-broken': {
    what: ({ character, why }) =>
      why === 'foreign'
        ? `${shown(character)} não continua uma linha nesta shell.`
        : why === 'comment-line'
          ? 'Há um comentário a meio de um comando.'
          : `A linha não continua: há um ${why === 'comment' ? 'comentário' : 'espaço'} a seguir a ${shown(character)}.`,
    why: () =>
      'A shell termina aqui o comando e executa a linha seguinte como um comando à parte: as opções dela perdem-se.',
    fix: ({ needed, why }) =>
      why === 'foreign'
        ? `Termine a linha com ${shown(needed)}.`
        : why === 'comment-line'
          ? 'Retire esta linha, ou ponha-a antes do comando.'
          : `${shown(needed)} tem de ser o último carácter da linha.`,
    page: 'Um comando longo continua na linha seguinte se o último carácter o disser: uma barra invertida em sh e bash, um acento grave em PowerShell, ^ em cmd. Um espaço ou um comentário a seguir, ou o carácter de outra shell, termina ali o comando, e as opções seguintes nunca chegam ao programa.',
  },
  'qemu-option-invalid': {
    what: ({ option, nearest }) => `O QEMU não aceita ${shown(option)} aqui.${meant(nearest)}`,
    why: ({ detail }) => `O QEMU diz "${detail.slice(0, 200)}".`,
    fix: ({ option, nearest }) =>
      nearest === undefined ? `Retire ${shown(option)}.` : `Escreva ${shown(nearest)}.`,
    page: 'O QEMU verifica as opções de um dispositivo de caracteres, e termina com um erro na primeira que não conhece.',
  },
  'qemu-wait-on-connector': {
    what: ({ option }) => `${shown(option)} está num lado que se liga.`,
    why: () =>
      'Só quem fica à escuta pode esperar. O QEMU diz "\'wait\' option is incompatible with socket in client connect mode".',
    fix: ({ option }) =>
      `Retire ${shown(option)}, ou acrescente server=on se é este o lado que fica à escuta.`,
    next: () => LISTENER_FIRST,
    page: 'As opções wait=on e wait=off dizem se a máquina que fica à escuta arranca antes de alguém se ligar. Um lado sem server=on liga-se, e o QEMU recusa aí a opção: "\'wait\' option is incompatible with socket in client connect mode". O mais comum é ter-se esquecido server=on.',
  },
  'qemu-reconnect-on-listener': {
    what: ({ option }) => `${shown(option)} está num lado que fica à escuta.`,
    why: () =>
      'Quem fica à escuta não se liga a ninguém. O QEMU diz "\'reconnect\' option is incompatible with socket in server listen mode".',
    fix: ({ option }) => `Passe ${shown(option)} para a máquina que se liga.`,
    page: 'Com a opção reconnect, o lado que se liga volta a tentar depois de uma quebra. Um lado com server=on continua de qualquer modo à escuta, e o QEMU recusa aí a opção: "\'reconnect\' option is incompatible with socket in server listen mode".',
  },
  'qemu-reconnect-twice': {
    what: () => 'Foram dados reconnect e reconnect-ms.',
    why: () => 'São o nome antigo e o nome novo da mesma opção, e o QEMU só aceita um deles.',
    fix: () => 'Fique com reconnect-ms=1000 para o QEMU 9.2 e seguintes, ou reconnect=1 até ao 10.1.',
    page: 'A opção reconnect=SECONDS é a forma antiga, que o QEMU aceita até à versão 10.1; reconnect-ms=MILLISECONDS é a nova, que aceita a partir da 9.2. As duas ao mesmo tempo são um erro.',
  },
  'qemu-client-word': {
    what: ({ option }) => `Não existe uma opção client: ${shown(option)}.`,
    why: () => 'Um lado liga-se se não disser server. O QEMU diz "Invalid parameter \'client\'".',
    fix: () => 'Retire client.',
    next: () => LISTENER_FIRST,
    page: 'Os sockets do QEMU ficam à escuta com server=on e ligam-se sem ele; para isto não há palavra. Com `,client` o QEMU termina: "Invalid parameter \'client\'".',
  },
  'qemu-listens-nowhere': {
    what: ({ id }) =>
      `O chardev ${shown(id)} devia ficar à escuta, mas não tem host, e não fica à escuta em lado nenhum.`,
    why: () =>
      'O QEMU aceita -chardev socket,port=…,server=on sem host= e sem erro, mas não abre nenhuma porta.',
    fix: () => 'Acrescente host=0.0.0.0, ou use a forma curta: -serial tcp::4000,server=on,wait=off.',
    next: () => LISTENER_FIRST,
    page: 'Em `-chardev socket`, quem fica à escuta precisa de host=: host=0.0.0.0 para todos os endereços do computador. Sem ele o QEMU arranca sem dizer nada, e ninguém se pode ligar. A forma curta `-serial tcp::4000,server=on` fica mesmo à escuta em todos.',
  },
  'qemu-chardev-unknown': {
    what: ({ id }) => `Não há nenhum chardev com id=${id.slice(0, 80)}.`,
    why: ({ known }) =>
      known.length === 0
        ? 'A linha de comando não define nenhum.'
        : `A linha de comando define ${known.slice(0, 5).map(shown).join(', ')}.`,
    fix: ({ known }) => (known[0] === undefined ? 'Defina-o com -chardev.' : `Escreva ${shown(known[0])}.`),
    page: 'Um dispositivo indica o seu chardev pelo id: `-chardev socket,id=com1,… -device isa-serial,chardev=com1`. Os dois ids têm de ser iguais, letra a letra, senão o QEMU não arranca.',
  },
  'qemu-chardev-unused': {
    what: ({ id }) => `Nada usa o chardev ${shown(id)}.`,
    why: () => 'Um chardev é só metade: sem um dispositivo que o indique, nenhuma porta série leva a ele.',
    fix: ({ id }) => `Acrescente -serial chardev:${id.slice(0, 80)}.`,
    page: 'Um chardev é a metade de uma porta série que fica no computador. A metade que fica dentro da máquina é um dispositivo: `-serial chardev:ID`, ou `-device isa-serial,chardev=ID`. Sem ele o socket existe, mas nenhuma porta COM está ligada a ele.',
  },
} satisfies Partial<Entries>;
