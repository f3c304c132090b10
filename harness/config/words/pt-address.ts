import type { AddressWords } from './address.ts';

export const ADDRESS_PT: AddressWords = {
  type: (text) => `Escreva ${text} em Path/Address da VM que se liga, no outro computador.`,
  listener: (port) => `Escreva só ${port} em Path/Address da VM que espera a ligação, neste computador.`,
  example: (port) => `${port} é um exemplo: \`nullmodem address PORTA\` usa a sua.`,
  unreachable: 'Este computador não tem nenhum endereço a que outro computador possa chegar.',
  sameComputer: (text) => `Para duas VMs neste computador é ${text}.`,
  onlySameComputer: (text) =>
    `Para duas VMs neste computador, escreva ${text} em Path/Address da VM que se liga.`,
  inside: {
    guest: 'Isto é uma máquina virtual: execute o comando no computador em que ela corre.',
    container: 'Isto é um contentor: execute o comando no próprio computador.',
    wsl: 'Isto é Linux dentro do Windows (WSL): execute o comando, ou `ipconfig`, no próprio Windows.',
  },
  join: 'Ligue um cabo ou entre numa rede sem fios, e execute o comando outra vez.',
  refused: (port) =>
    `Se não ligar: arranque primeiro a VM que espera a ligação; os dois computadores têm de estar na mesma rede; e a firewall deste tem de deixar entrar a porta ${port}.`,
  wireless:
    'Algumas redes sem fios não deixam os computadores falar entre si: use então um cabo ou o hotspot de um telemóvel.',
  heading: { name: 'interface', medium: 'meio', state: 'estado', address: 'endereço' },
  medium: { wired: 'com fios', wireless: 'sem fios' },
  up: 'ligada',
  down: 'desligada',
  thisOne: 'escreva este',
  possible: 'também possível',
  not: (why) => `este não: ${why}`,
  why: {
    loopback: 'loopback, só este computador',
    'link-local': 'link-local, nenhuma rede o atribuiu',
    guest: 'atrás do NAT de uma máquina virtual',
    wsl: 'dentro do WSL, só o Windows lhe chega',
    'inside-container': 'dentro de um contentor, só o seu computador lhe chega',
    container: 'só para contentores neste computador',
    virtual: 'só para máquinas virtuais neste computador',
    vpn: 'VPN, só lhe chegam computadores na mesma VPN',
    ipv6: 'o VirtualBox não aceita endereços IPv6',
  },
  portFault(fault, text) {
    const fix = 'Dê um número de 1024 a 65535: nullmodem address 4000';
    switch (fault) {
      case 'with-host':
        return {
          what: `"${text}" não é só uma porta`,
          fix: 'Dê só a porta, sem endereço: nullmodem address 4000',
        };
      case 'not-a-number':
        return { what: `"${text}" não é uma porta: uma porta é um número inteiro de 1 a 65535`, fix };
      case 'zero':
        return {
          what: 'a porta 0 significa "qualquer uma que esteja livre": ninguém se pode ligar a ela',
          fix,
        };
      case 'too-large':
        return { what: `não existe a porta ${text}: a maior é 65535`, fix };
    }
  },
  privileged: (port) => ({
    what: `a porta ${port} é inferior a 1024, e o Linux e o macOS reservam essas para o sistema: o VirtualBox pode não ter permissão para a usar`,
    fix: 'Escolha um número de 1024 a 65535, para as duas VMs.',
  }),
};
