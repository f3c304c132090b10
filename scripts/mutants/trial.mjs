// Plays a bundle of specs up to the first that fails, and tells how it went in one line of JSON. Plain JavaScript: a
// thousand of these start one after another.
import { Worker } from 'node:worker_threads';
import Mocha from 'mocha';

const [bundle, limit, ...first] = process.argv.slice(2);

// A spec that never ends cannot watch itself. By processor time, which does not depend on what else the computer does.
const watch = new Worker(
  `const { workerData } = require('node:worker_threads');
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if ((user + system) / 1000 > workerData) process.kill(process.pid, 'SIGKILL');
  }, 50);`,
  { eval: true, workerData: Number(limit) },
);
watch.unref();

const mocha = new Mocha({ bail: true, reporter: class {}, timeout: 10_000 });
mocha.addFile(bundle);
await mocha.loadFilesAsync();
const { suites } = mocha.suite;
const rank = ({ title }) => (first.includes(title) ? first.indexOf(title) : first.length);
suites.sort((a, b) => rank(a) - rank(b));

const ms = {};
let failed = null;
let begun = 0;
const runner = mocha.run(() => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(JSON.stringify({ failed, ms, processor: (user + system) / 1000 }), () =>
    process.exit(),
  );
});
runner.on('suite', (suite) => {
  if (suite.parent === mocha.suite) begun = performance.now();
});
runner.on('suite end', (suite) => {
  if (suite.parent === mocha.suite) ms[suite.title] = (ms[suite.title] ?? 0) + performance.now() - begun;
});
runner.on('fail', (test) => {
  failed ??= test.titlePath()[0];
});
