import type { Role } from '../model.ts';

/** How a language tells a person what to change; the names in a product's window stay as the window has them. */
export interface AdviceWords {
  /** Several things to do, one after the other. */
  readonly list: (parts: readonly string[]) => string;
  readonly virtualbox: {
    readonly where: (machine: string | undefined, port: number) => string;
    readonly saved: string;
    readonly enable: string;
    readonly com: (com: number) => string;
    readonly mode: (mode: 'TCP' | 'Host Pipe') => string;
    readonly existing: (role: Role) => string;
    readonly address: (text: string) => string;
    /** The window has no field for it. */
    readonly uart: string;
  };
  readonly qemu: (port: number) => string;
  readonly qemuReconnect: string;
  readonly vmware: string;
  readonly libvirt: (element: string) => string;
  /** Only its base and IRQ are to change. */
  readonly libvirtPlace: (element: string) => string;
  readonly dosbox: string;
}

export const ADVICE_EN: AdviceWords = {
  list: (parts) => joined(parts, ' and '),
  virtualbox: {
    where: (machine, port) =>
      `In the settings of ${machine === undefined ? 'the VM' : `"${machine}"`}, Serial Ports, Port ${port}: `,
    saved:
      'The VM’s state is saved, and with it its settings: start it and shut it down, or discard the state (Machine, Discard Saved State). Then: ',
    enable: 'tick Enable Serial Port',
    com: (com) => `choose Port Number COM${com}`,
    mode: (mode) => `choose Port Mode ${mode}`,
    existing: (role) => `${role === 'connects' ? 'tick' : 'clear'} Connect to existing pipe/socket`,
    address: (text) => `type ${text} into Path/Address`,
    uart: 'The settings window has no field for the UART’s type: with the VM powered off, type the command.',
  },
  qemu: (port) => `On QEMU’s command line, let the option for serial port ${port} be:`,
  qemuReconnect:
    'From QEMU 9.2 on, reconnect=1 may be written reconnect-ms=1000, and after 10.1 it must be. ',
  vmware: 'Power the VM off and close VMware; then let these lines stand in its .vmx file:',
  libvirt: (element) =>
    `With the VM shut down, open its XML with the command, and let its serial port be ${element}.`,
  libvirtPlace: (element) =>
    `With the VM shut down, open its XML with the command, and let its serial port have ${element} in it.`,
  dosbox: 'In the section [serial] of DOSBox’s configuration, let the line be:',
};

export const ADVICE_PT: AdviceWords = {
  list: (parts) => joined(parts, ' e '),
  virtualbox: {
    where: (machine, port) =>
      `Nas definições ${machine === undefined ? 'da VM' : `de "${machine}"`}, Serial Ports, Port ${port}: `,
    saved:
      'O estado da VM está guardado, e com ele as definições: arranque-a e desligue-a, ou descarte o estado (Machine, Discard Saved State). Depois: ',
    enable: 'assinale Enable Serial Port',
    com: (com) => `escolha COM${com} em Port Number`,
    mode: (mode) => `escolha ${mode} em Port Mode`,
    existing: (role) =>
      `${role === 'connects' ? 'assinale' : 'retire o visto de'} Connect to existing pipe/socket`,
    address: (text) => `escreva ${text} em Path/Address`,
    uart: 'A janela das definições não tem campo para o tipo da UART: com a VM desligada, escreva o comando.',
  },
  qemu: (port) => `Na linha de comando do QEMU, a opção da porta série ${port} deve ser:`,
  qemuReconnect:
    'A partir do QEMU 9.2, reconnect=1 pode escrever-se reconnect-ms=1000, e depois do 10.1 tem de ser assim. ',
  vmware: 'Desligue a VM e feche o VMware; depois, o ficheiro .vmx deve ter estas linhas:',
  libvirt: (element) =>
    `Com a VM desligada, abra o seu XML com o comando; a porta série deve ser ${element}.`,
  libvirtPlace: (element) =>
    `Com a VM desligada, abra o seu XML com o comando; a porta série deve ter ${element}.`,
  dosbox: 'Na secção [serial] da configuração do DOSBox, a linha deve ser:',
};

function joined(parts: readonly string[], and: string): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')}${and}${last}`;
}
