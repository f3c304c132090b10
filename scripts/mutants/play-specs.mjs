// Plays bundles of specs that its parent sends, each with modules of its own and up to the first that fails, and tells how
// it went. Plain JavaScript, and mocha, chai and the like loaded once for all: a thousand and more are played.
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import Mocha from 'mocha';

const require = createRequire(import.meta.url);
// That a property fails is enough: nobody reads the smallest example.
require('fast-check').configureGlobal({ endOnFailure: true });
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * When to give up. By processor time, which does not depend on what else the computer does. It stands when a spec is over,
 * too: who only waits for the next does not reach it.
 */
const limit = new Float64Array(new SharedArrayBuffer(8)).fill(Number.POSITIVE_INFINITY);
// A spec that never ends cannot watch itself.
new Worker(
  `const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if ((user + system) / 1000 > workerData[0]) process.kill(process.pid, 'SIGKILL');
  }, 50);`,
  { eval: true, workerData: limit },
).unref();

process.on('message', async ({ code, first, allowed }) => {
  let begun = 0;
  let longest = 0;
  const watched = {
    begin: () => {
      begun = used();
      limit[0] = begun + (allowed ?? Number.POSITIVE_INFINITY);
    },
    end: () => {
      longest = Math.max(longest, used() - begun);
    },
  };
  const played = await play(code, first, watched);
  process.send({ ...played, longest });
});

async function play(code, first, { begin, end }) {
  const mocha = new Mocha({ bail: true, reporter: class {}, timeout: 10_000 });
  const root = mocha.suite;
  root.emit('pre-require', globalThis, null, mocha);
  begin();
  try {
    new Script(`(require) => {${code}\n}`).runInThisContext()(require);
  } catch {
    return { outcome: 'failed', suite: null, ms: {} };
  } finally {
    end();
  }
  const rank = ({ title }) => (first.includes(title) ? first.indexOf(title) : first.length);
  root.suites.sort((a, b) => rank(a) - rank(b));
  const ms = {};
  let suite = null;
  let begun = 0;
  await new Promise((done) => {
    const runner = mocha.run(done);
    runner.on('suite', ({ parent }) => {
      if (parent === root) begun = performance.now();
    });
    runner.on('suite end', ({ parent, title }) => {
      if (parent === root) ms[title] = (ms[title] ?? 0) + performance.now() - begun;
    });
    for (const each of ['hook', 'test']) {
      runner.on(each, begin);
      runner.on(`${each} end`, end);
    }
    runner.on('fail', (test, { code: why }) => {
      suite ??= test.titlePath()[0];
      // What mocha does not wait for any longer may go on for ever, and into the specs of the next.
      if (why === 'ERR_MOCHA_TIMEOUT') process.kill(process.pid, 'SIGKILL');
    });
  });
  mocha.dispose();
  return { outcome: suite === null ? 'passed' : 'failed', suite, ms };
}
