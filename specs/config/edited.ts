import { expect } from 'chai';
import type { Mender, Reader } from '../../harness/config/format.ts';
import type { Port } from '../../harness/config/model.ts';
import type { Wish } from '../../harness/config/wish.ts';
import type { Edit } from '../../harness/ground/diagnostic.ts';
import { Source } from '../../harness/ground/source.ts';

/** A text after its edits. */
export const edited = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((one, other) => other.range[0] - one.range[0])
    .reduce(
      (now, { range: [from, to], replacement }) => now.slice(0, from) + replacement + now.slice(to),
      text,
    );

/** The text of a place: what a message marks. */
export const marked = ({ source, range }: { source: Source; range: readonly [number, number] }): string =>
  source.text.slice(...range);

/** The text after a wish for a port, with the port as it is then read. */
export function mended(text: string, read: Reader, mend: Mender, number: number, wish: Wish, machine = 0) {
  const before = read(new Source(text, 'machine')).machines[machine];
  if (before === undefined) throw new Error('the text has no machine');
  const edits = mend(before, number, wish);
  if (edits === undefined) throw new Error('it cannot be mended');
  const after = edited(text, edits);
  const { machines, findings } = read(new Source(after, 'machine'));
  const port = machines[machine]?.ports.find((each) => each.number === number);
  if (port === undefined) throw new Error(`there is no such port in: ${after}`);
  return { text: after, port, machines, findings };
}

/** That a port is as wished, and its bytes stand raw on the socket. */
export function expectAsWished({ enabled, end }: Port, wish: Wish): void {
  expect(enabled.value, 'enabled').to.equal(true);
  if (wish.end === undefined) return;
  expect(end.kind).to.equal(wish.end.kind);
  if (end.kind === 'pipe' && wish.end.kind === 'pipe') {
    expect([end.role.value, end.path.value]).to.deep.equal([wish.end.role, wish.end.path]);
  }
  if (end.kind === 'tcp' && wish.end.kind === 'tcp') {
    const { role, host, port, framing, waits } = end;
    const { end: wanted } = wish;
    expect([role.value, host?.value, port?.value]).to.deep.equal([
      wanted.role,
      wanted.host,
      `${wanted.port}`,
    ]);
    expect([framing.value, waits?.value ?? false]).to.deep.equal(['raw', false]);
  }
}

export const LISTENER: Wish = { enabled: true, end: { kind: 'tcp', role: 'listens', port: 4000 } };
export const CONNECTOR: Wish = {
  enabled: true,
  end: { kind: 'tcp', role: 'connects', host: '10.0.0.2', port: 4000 },
};
export const CONNECTOR_IPV6: Wish = {
  enabled: true,
  end: { kind: 'tcp', role: 'connects', host: 'fd00::2', port: 4000 },
};
export const PIPE: Wish = { enabled: true, end: { kind: 'pipe', role: 'connects', path: '/home/ana/lab7' } };
