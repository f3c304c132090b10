import { closeSync, openSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { AsciiChunks } from '../../../harness/report/trace/ascii-chunks.ts';
import { headerOf } from '../../../harness/report/trace/scenario-header.ts';
import { TraceLines } from '../../../harness/report/trace/trace-lines.ts';
import { play } from '../../../harness/run/play.ts';
import type { RecordSink } from '../../../harness/run/trace-writer.ts';
import { loadScenario } from '../../../harness/scenario/load.ts';
import type { Scenario } from '../../../harness/scenario/model.ts';

/** Each way, 115 200 8N1, FIFO with trigger 14, by interrupts. */
const TIMES = 16;
const COUNT = 256 * TIMES;
const SENDS = ['A', 'B'].map(
  (from) => `  - send: { from: ${from}, mode: fifo, repeat: "00..FF", times: ${TIMES} }`,
);
const EXPECTS = ['A', 'B'].map((on) => `  - expect: { on: ${on}, count: ${COUNT}, mode: fifo, within: 10s }`);
const TEXT = [
  'version: 1',
  'name: both ways',
  'machines: { A: { line: 115200 8N1, fifo: 14 }, B: { line: 115200 8N1, fifo: 14 } }',
  'steps:',
  ...SENDS,
  ...EXPECTS,
].join('\n');

function bothWays(): Scenario {
  const [scenario] = loadScenario(TEXT, 'bench.lab7.yaml').scenarios;
  if (scenario === undefined) throw new Error('the scenario of this row is wrong');
  return scenario;
}

/** A scenario, from power-on to its verdict, with its trace on the way to a file that keeps nothing. */
abstract class TracedPlay {
  protected readonly scenario = bothWays();
  protected readonly file = openSync(devNull, 'w');
  protected written = 0;

  protected abstract begin(): { readonly sink: RecordSink; readonly end: () => void };

  async run(plays: number): Promise<void> {
    for (let i = 0; i < plays; i += 1) {
      const { sink, end } = this.begin();
      const { outcome } = await play(this.scenario, { seed: 1, sinks: [sink] });
      end();
      if (outcome !== 'passed') throw new Error('a byte has not arrived');
    }
  }

  /** How many bytes the trace of one play has. */
  async size(): Promise<number> {
    const before = this.written;
    await this.run(1);
    return this.written - before;
  }

  close(): void {
    closeSync(this.file);
  }

  protected readonly append = (chunk: string | Uint8Array): void => {
    this.written += chunk.length;
    writeFileSync(this.file, chunk);
  };
}

/** As `run --trace` writes it. */
export class GrownTrace extends TracedPlay {
  protected begin() {
    const chunks = new AsciiChunks(this.append);
    const lines = new TraceLines(headerOf(this.scenario, 1), chunks);
    lines.header();
    return { sink: lines.record, end: () => chunks.flush() };
  }
}

const CHUNK = 1 << 18;

/** The records alone, each by JSON.stringify. */
export class PlainTrace extends TracedPlay {
  protected begin() {
    let text = '';
    const flush = (): void => {
      this.append(text);
      text = '';
    };
    const sink: RecordSink = (record) => {
      text += `${JSON.stringify(record)}\n`;
      if (text.length >= CHUNK) flush();
    };
    return { sink, end: flush };
  }
}
