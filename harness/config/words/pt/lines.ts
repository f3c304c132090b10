import type { Entries } from '../catalogue.ts';
import { machineOf } from '../names.ts';
import { listed } from './names.ts';

const SETTINGS = {
  rate: 'velocidade',
  bits: 'bits por carácter',
  parity: 'paridade',
  stop: 'stop bits',
} as const;

/** What the lab's program is run with. */
export const LINES = {
  'lab-port-not-linked': {
    what: (f) =>
      `O programa do laboratório usa a COM${f.com} de ${machineOf(f)}, e a ligação está na COM${f.linked}.`,
    why: (f) => `A COM${f.com} não leva a ninguém: o que envia perde-se, e não chega nada.`,
    fix: (f) =>
      f.linked <= 2
        ? `Execute-o com ${f.linked} em vez de ${f.com}.`
        : `Passe a ligação para a COM${f.com}: o programa do laboratório não conhece a COM${f.linked}.`,
    mark: (f) => `abre a COM${f.com}`,
    also: (f) => [`a COM${f.linked}`],
    page: 'O primeiro número na linha de comando do laboratório é a porta COM: `com 1 tx …` abre a COM1. Tem de ser a porta que leva ao parceiro.',
  },
  'lines-differ': {
    what: (f) =>
      `As duas linhas diferem em ${listed(f.differ.map((each) => SETTINGS[each]))}: ${f.lineA} e ${f.lineB}.`,
    why: (f) =>
      f.onWire
        ? 'Num cabo, o recetor amostra os bits do emissor nos instantes errados ou em número errado: surgem caracteres errados e erros de paridade e de trama.'
        : 'Pelo TCP ou pelo pipe de um hipervisor só passam bytes, sem velocidade nem paridade, e funciona. Num cabo falha: o recetor veria caracteres errados e erros de paridade e de trama.',
    fix: (f) =>
      `Os dois lados têm de coincidir em ${listed(f.differ.map((each) => SETTINGS[each]))}: execute ambos com ${f.lineA}.`,
    mark: (f) => f.lineB,
    also: (f) => [f.lineA],
    page: 'Emissor e recetor têm de usar a mesma velocidade, os mesmos bits por carácter, a mesma paridade e os mesmos stop bits. As máquinas virtuais escondem o erro, porque os bytes passam inteiros pelo socket; com dois PCs reais e um cabo, nada se leria bem. `--profile wire` faz disto um erro, e `--boot --profile wire` mostra o que chega.',
  },
  'both-send': {
    what: () => 'As duas máquinas executam o programa do laboratório como emissor, e ninguém recebe.',
    why: () => 'Um emissor não lê: nenhum dos dois mostra nada do que o outro enviou.',
    fix: () => 'Execute um dos dois com rx em vez de tx.',
    next: () => 'Execute primeiro o recetor e só depois o emissor.',
    mark: () => 'envia',
    also: () => ['também envia'],
    page: 'O teste precisa de um emissor (tx) numa máquina e de um recetor (rx) na outra. Com dois emissores, ambos terminam e ninguém leu nada.',
  },
  'both-receive': {
    what: () => 'As duas máquinas executam o programa do laboratório como recetor, e ninguém envia.',
    why: () => 'Um recetor espera até chegar o ponto final: ambos esperam para sempre.',
    fix: () => 'Execute um dos dois com tx e algumas palavras.',
    next: () => 'Execute primeiro o recetor e só depois o emissor.',
    mark: () => 'recebe',
    also: () => ['também recebe'],
    page: 'O teste precisa de um emissor (tx) numa máquina e de um recetor (rx) na outra. Com dois recetores, ambos esperam para sempre.',
  },
} satisfies Partial<Entries>;
