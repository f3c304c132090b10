import type { Phrases } from './phrases.ts';

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

export const EN_PHRASES: Phrases = {
  willTalk: 'These two will talk.',
  noMistake: 'No mistake was found. Who talks with whom shows only when the script runs.',
  alone: (machine, program) =>
    `Nothing is wrong with ${machine} alone. Give the other machine’s file too: ${program} check ONE OTHER`,
  willNotTalk: (counts, machines) =>
    `${counts}: ${machines === 1 ? 'this machine' : 'these two'} will not talk.`,
  testsWillFail: (counts) => `${counts}: bytes may go across, but a test of Lab 7 will fail.`,
  didNotTalk: 'Booted with these settings, these two do not talk.',
  notBooted: 'Nothing was booted: that takes two machines whose settings let them talk.',
  notUnderstood: (counts) => `${counts}: not all that was given can be understood.`,
  counts: (errors, warnings) =>
    [
      ...(errors > 0 ? [counted(errors, 'error')] : []),
      ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ].join(', '),

  listens: (machine, at) =>
    at.kind === 'tcp'
      ? `${machine} listens on TCP port ${at.address}.`
      : `${machine} makes the pipe ${at.path} and listens on it.`,
  connects: (machine, at) => `${machine} connects to ${at.kind === 'tcp' ? at.address : at.path}.`,
  startFirst: (listener) => `Start ${listener} first.`,
  startedTooSoon: (connector, product, error) => {
    const said = error === undefined ? '' : `: "${error}"`;
    switch (product) {
      case 'virtualbox':
      case 'libvirt':
        return `If it is not running, ${connector} fails to start${said}.`;
      case 'qemu':
        return `If it is not running, the QEMU of ${connector} ends at once${said}.`;
      case 'vmware':
      case 'dosbox':
      case 'dosbox-x':
        return `If it is not running, ${connector} starts with its serial port connected to nothing.`;
    }
  },
  dialsAgain: (connector) => `${connector} dials again by itself until it gets through.`,
  neverDialsAgain: (connector, listener) =>
    `${connector} connects once, when it starts: after each restart of ${listener}, restart ${connector} too.`,
  test: 'To test, first start the one that receives:',
  otherWayRound: 'and then the other way round:',
  inMachine: (machine) => `in ${machine}`,

  wrong: 'Wrong:',
  right: 'Right:',
  sections: {
    inputs: 'What cannot be understood',
    refused: 'A settings file or a command that its product refuses',
    machine: 'One machine',
    pair: 'Two machines, and the lab’s command lines in them',
  },
  explainFound: (program, code) => `\`${program} explain ${code}\` says more.`,
  explainOne: (program) => `\`${program} explain CODE\` explains one of them.`,
  explainRegister: (program) =>
    `\`${program} explain LSR=0x61\` explains a register, \`${program} explain 0x3FB\` a port.`,
  noSuchCode: (code) => `there is no code or register \`${code}\``,
  nearestCode: (code, program) => `did you mean \`${program} explain ${code}\`?`,
  allCodes: (program) => `\`${program} explain\` lists them all.`,
};
