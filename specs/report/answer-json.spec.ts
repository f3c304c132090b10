import { expect } from 'chai';
import { pairsOf } from '../../harness/config/pair.ts';
import type { Answer } from '../../harness/report/answer.ts';
import { answerAsJson } from '../../harness/report/answer-json.ts';
import { dialling, listening, machine, piping } from '../config/machines.ts';

const documentOf = (...machines: Answer['machines']) =>
  JSON.parse(
    answerAsJson(
      { verdict: 'will-talk', machines, pairs: pairsOf(machines), lines: {}, diagnostics: [] },
      '1.2.3',
    ),
  );

describe('the JSON document of a check', () => {
  it('has the machines in plain words, and what each port leads to', () => {
    const ana = listening('4000', { host: 'windows', base: 0x2f8, irq: 3, uart: '16450' });
    expect(documentOf(ana).machines).to.deep.equal([
      {
        product: 'virtualbox',
        format: 'vbox',
        name: 'ana',
        file: 'ana.txt',
        host: 'windows',
        ports: [
          {
            number: 1,
            enabled: true,
            com: 2,
            base: 0x2f8,
            irq: 3,
            uart: '16450',
            end: { kind: 'tcp', role: 'listens', address: '4000', port: '4000', framing: 'raw' },
          },
        ],
      },
    ]);
  });
  it('has a pipe’s path and a file’s name', () => {
    const ends = documentOf(
      piping('listens', '/tmp/lab7'),
      machine({ ports: [{ end: { kind: 'file', what: '/tmp/log' } }] }),
    ).machines.map(({ ports: [port] }: { ports: { end: object }[] }) => port?.end);
    expect(ends).to.deep.equal([
      { kind: 'pipe', role: 'listens', path: '/tmp/lab7', form: 'socket' },
      { kind: 'file', what: '/tmp/log' },
    ]);
  });
  it('has a value that only a script knows as the script has it', () => {
    const end = { role: 'listens', address: '$PORT', later: '$PORT' } as const;
    const [{ ports }] = documentOf(machine({ ports: [{ end }] })).machines;
    expect(ports[0].end).to.deep.include({ role: 'listens', address: { later: '$PORT' } });
  });
  it('says which machine listens, which connects and which to start first', () => {
    expect(documentOf(dialling('10.0.0.2:4000'), listening('4000')).pair).to.deep.equal({
      listener: { machine: 1, name: 'ana', port: 1 },
      connector: { machine: 0, name: 'rui', port: 1 },
      startFirst: 'ana',
    });
  });
  it('has no pair where nobody connects to the other', () => {
    expect(documentOf(listening('4000')).pair).to.equal(null);
    expect(documentOf(listening('4000'), listening('4000')).pair).to.equal(null);
  });
});
