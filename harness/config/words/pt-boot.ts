import type { BootWords } from './boot.ts';

export const BOOT_PT: BootWords = {
  title: (a, b) => `${a} e ${b}, arrancadas neste computador como PCs emulados`,
  assumed: (machine, as, why) =>
    why === 'version'
      ? `${machine} corre como no ${as}: o ficheiro não diz a que versão se destina.`
      : `${machine} corre como no ${as}, cujas portas série são as mais próximas de que temos regras.`,
  host: (from, to) => `${from} é aqui ${to}.`,
  pipe: (path) => `O pipe ${path} é aqui um numa pasta temporária.`,
  port: (port, why) =>
    why === 'busy'
      ? `Outro programa está à escuta na porta ${port} deste computador; usou-se uma porta livre.`
      : `Este computador não o deixa escutar na porta ${port}; usou-se uma porta livre.`,
  waits: (machine, peer) => `${machine} só arranca quando ${peer} se ligar.`,
  values: (bits, last) => `Um carácter tem ${bits} bits, por isso só se enviaram os valores de 00 a ${last}.`,

  first: (machine) => `${machine} arranca primeiro`,
  refused: (product, listener) => `recusada, tal como no ${product}: arranque primeiro ${listener}. Depois: `,
  retried: (listener) => `liga-se quando ${listener} lá estiver. Depois: `,
  mode: { int: 'por interrupções', fifo: 'por interrupções, com FIFOs' },
  wire: (a, b) => `num cabo, ${a} para ${b}`,

  allCame: (count) => `${count} bytes em cada sentido, chegaram todos`,
  came: (from, to, received, sent, same) =>
    same
      ? `${from} para ${to}: chegaram ${received} de ${sent} bytes`
      : `${from} para ${to}: enviados ${sent} bytes, chegaram ${received}, e não os mesmos`,
  withFlag: (count, flag) => `${count} com ${flag}`,
  wanted: 'enviado',
  got: 'chegado',

  irq: (machine, com, wired, needed) =>
    `A COM${com} de ${machine} está na IRQ ${wired}. Um programa que abre a COM${com} espera pela IRQ ${needed}, e nenhuma interrupção chega; por polling funciona.`,
  failsOnWire: (products) =>
    `Isto funciona no ${products} e falha num cabo: nenhum parâmetro da linha passa por um socket, e num cabo os dois lados precisam dos mesmos.`,
  and: ' e no ',

  notBooted: 'Nada foi arrancado:',
  obstacle: {
    off: (machine) => `a porta série de ${machine} está desligada.`,
    noSocket: (machine) => `a porta série de ${machine} não leva a nenhum socket nem pipe.`,
    later: (machine, text) =>
      `aquilo a que leva a porta série de ${machine} depende de ${text}, que só se conhece quando o script corre.`,
    bothListen: 'as duas máquinas ficam à escuta, e nenhuma se liga.',
    bothConnect: 'as duas máquinas ligam-se, e nenhuma está à escuta.',
    transportsDiffer: 'uma máquina usa TCP, a outra um pipe.',
    portsDiffer: (listens, dials) =>
      `uma máquina está à escuta na porta ${listens}, a outra liga-se à ${dials}.`,
    pathsDiffer: (listens, dials) => `uma máquina está à escuta em ${listens}, a outra liga-se a ${dials}.`,
    portInvalid: (machine, text) =>
      text === ''
        ? `${machine} não tem número de porta.`
        : `${machine} tem ${text} onde devia estar um número de porta.`,
    framingsDiffer: (a, b) => `os bytes passam pelo socket em duas formas, ${a} e ${b}.`,
    fifos: (machine) => `${machine} usa um par de FIFOs, onde ninguém escuta e ninguém se liga.`,
    noPort: (machine, com, base) =>
      `o programa do laboratório abre a COM${com}, e ${machine} tem a porta série ${base === undefined ? 'noutro lado' : `em ${base}`}.`,
  },
};
