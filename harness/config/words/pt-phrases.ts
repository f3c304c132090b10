import type { Phrases } from './phrases.ts';

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

export const PT_PHRASES: Phrases = {
  willTalk: 'Estas duas vão comunicar.',
  noMistake: 'Não foi encontrado nenhum erro. Só ao executar o script se vê quem comunica com quem.',
  alone: (machine, program) =>
    `Por si só, ${machine} não tem nada de errado. Indique também o ficheiro da outra máquina: ${program} check UM OUTRO`,
  willNotTalk: (counts, machines) =>
    `${counts}: ${machines === 1 ? 'esta máquina não vai comunicar' : 'estas duas não vão comunicar'}.`,
  testsWillFail: (counts) => `${counts}: os bytes podem passar, mas um teste do Lab 7 vai falhar.`,
  didNotTalk: 'Arrancadas com estas configurações, estas duas não comunicam.',
  notBooted: 'Nada foi arrancado: para isso são precisas duas máquinas cujas definições as deixem comunicar.',
  notUnderstood: (counts) => `${counts}: nem tudo o que foi dado se consegue perceber.`,
  counts: (errors, warnings) =>
    [
      ...(errors > 0 ? [counted(errors, 'erro')] : []),
      ...(warnings > 0 ? [counted(warnings, 'aviso')] : []),
    ].join(', '),

  listens: (machine, at) =>
    at.kind === 'tcp'
      ? `${machine} fica à escuta na porta TCP ${at.address}.`
      : `${machine} cria o pipe ${at.path} e fica à escuta nele.`,
  connects: (machine, at) => `${machine} liga-se a ${at.kind === 'tcp' ? at.address : at.path}.`,
  startFirst: (listener) => `Arranque primeiro ${listener}.`,
  startedTooSoon: (connector, product, error) => {
    const said = error === undefined ? '' : `: "${error}"`;
    switch (product) {
      case 'virtualbox':
      case 'libvirt':
        return `Se não estiver a correr, ${connector} não arranca${said}.`;
      case 'qemu':
        return `Se não estiver a correr, o QEMU de ${connector} termina logo${said}.`;
      case 'vmware':
      case 'dosbox':
      case 'dosbox-x':
        return `Se não estiver a correr, ${connector} arranca com a porta série ligada a nada.`;
    }
  },
  dialsAgain: (connector) => `${connector} volta a tentar sozinha até conseguir ligar-se.`,
  neverDialsAgain: (connector, listener) =>
    `${connector} só se liga uma vez, ao arrancar: sempre que reiniciar ${listener}, reinicie também ${connector}.`,
  test: 'Para testar, comece pela que recebe:',
  otherWayRound: 'e depois ao contrário:',
  inMachine: (machine) => `em ${machine}`,

  wrong: 'Errado:',
  right: 'Certo:',
  sections: {
    inputs: 'O que não se consegue perceber',
    refused: 'Um ficheiro ou um comando que o próprio produto recusa',
    machine: 'Uma máquina',
    pair: 'Duas máquinas, e nelas as linhas de comando do laboratório',
  },
  explainFound: (program, code) => `\`${program} explain ${code}\` explica melhor.`,
  explainOne: (program) => `\`${program} explain CÓDIGO\` explica um deles.`,
  explainRegister: (program) =>
    `\`${program} explain LSR=0x61\` explica um registo, \`${program} explain 0x3FB\` uma porta (em inglês).`,
  noSuchCode: (code) => `não há nenhum código nem registo \`${code}\``,
  nearestCode: (code, program) => `quereria dizer \`${program} explain ${code}\`?`,
  allCodes: (program) => `\`${program} explain\` mostra-os todos.`,
};
