import { expect } from 'chai';
import { failedInWords } from '../../../harness/adapter/chai/failed.ts';
import { playRecorded } from '../../../harness/run/recorded.ts';
import { loadScenario } from '../../../harness/scenario/load.ts';

const TOO_SHORT = `
version: 1
name: the message arrives
machines: { A: { line: 9600 8N1, fifo: 14 }, B: { line: 9600 8N1, fifo: 14 } }
steps:
  - send: { from: A, mode: fifo, text: "hello" }
  - expect: { on: B, text: "hello", within: 70bits }
`;

describe('what an assertion says of a run that failed', () => {
  it('is why, and what to do, as the command says it', async () => {
    const [scenario] = loadScenario(TOO_SHORT, 'fifo.lab7.yaml').scenarios;
    if (scenario === undefined) throw new Error('there is a scenario');
    const run = await playRecorded(scenario, { seed: 1 });
    const words = failedInWords(run, run.failures).join('\n');
    expect(words).to.match(/^ {2}why: 5 characters stood unread in B's receive FIFO/m);
    expect(words).to.match(/^ {2}fix: /m);
    expect(words).to.include('wanted  0000  68 65 6C 6C 6F');
  });
});
