import { expect } from 'chai';
import type { Machine } from '../../harness/config/model.ts';
import { titled, titleOf } from '../../harness/config/title.ts';
import { Source } from '../../harness/ground/source.ts';

/** A machine of a text of some lines; it begins at the first letter of this one. */
const machine = (name: string | undefined, file: string, line = 1): Machine => {
  const source = new Source('x\n'.repeat(9), file);
  const start = 2 * (line - 1);
  return {
    format: 'qemu',
    product: 'qemu',
    name,
    at: { source, range: [start, start + 1] },
    ports: [],
    parts: {},
  };
};
const titles = (...machines: readonly Machine[]) => titled(machines).map(titleOf);

describe('the title of a machine', () => {
  it('is its name, or its file where it has none', () => {
    expect(titles(machine('ana', 'a.sh'), machine(undefined, 'b.sh'))).to.deep.equal(['ana', 'b.sh']);
  });
  it('has the file where both are named alike', () => {
    expect(titles(machine('Minix', 'a.vbox'), machine('Minix', 'b.vbox'))).to.deep.equal([
      'Minix (a.vbox)',
      'Minix (b.vbox)',
    ]);
  });
  it('has no more of the path than tells them apart', () => {
    expect(titles(machine(undefined, '/home/ana/a.sh'), machine(undefined, '/home/ana/b.sh'))).to.deep.equal([
      'a.sh',
      'b.sh',
    ]);
    expect(titles(machine('m', 'ana/m.vbox'), machine('m', 'rui/m.vbox'))).to.deep.equal([
      'm (ana/m.vbox)',
      'm (rui/m.vbox)',
    ]);
  });
  it('has the line where they stand in one file, with one name or none', () => {
    expect(titles(machine(undefined, 'q.sh', 1), machine(undefined, 'q.sh', 3))).to.deep.equal([
      'q.sh:1',
      'q.sh:3',
    ]);
    expect(titles(machine('vm', 'q.sh', 2), machine('vm', 'q.sh', 5), machine('b', 'q.sh'))).to.deep.equal([
      'vm (q.sh:2)',
      'vm (q.sh:5)',
      'b',
    ]);
  });
});
