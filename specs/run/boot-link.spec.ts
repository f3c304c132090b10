import { expect } from 'chai';
import type { End, Role } from '../../harness/config/model.ts';
import { joinedBy } from '../../harness/run/boot-link.ts';
import { pairOver, pipe, said } from './configured.ts';

describe('what joins two machines that are booted', () => {
  it('is port 23 where two DOSBoxes name none', () => {
    const end = (role: Role): End => ({
      kind: 'tcp',
      role: said(role),
      address: said(''),
      framing: said('raw'),
    });
    const dosbox = { machine: { format: 'dosbox', product: 'dosbox' } } as const;
    expect(joinedBy(pairOver(end, dosbox, dosbox))).to.have.deep.property('link', {
      transport: 'tcp',
      listen: 'A',
      port: 23,
    });
  });
  it('is one pipe where its path is written in two ways', () => {
    const end = (role: Role) => pipe(role, role === 'listens' ? '\\\\.\\pipe\\Lab7' : '\\\\.\\PIPE\\lab7');
    expect(joinedBy(pairOver(end))).to.have.deep.property('link', { transport: 'pipe', listen: 'A' });
    const unix = (role: Role) => pipe(role, role === 'listens' ? '/tmp/lab7' : '/tmp//lab7');
    expect(joinedBy(pairOver(unix))).to.have.deep.property('link', { transport: 'pipe', listen: 'A' });
  });
});
