import { verdictsOn } from './fuzz.ts';

const [count, seed] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(verdictsOn(count ?? 0, seed ?? 0)));
