import { expect } from 'chai';
import { file, found, onlyOne, scenarioOf } from './files.ts';

const linkOf = (link: string) => scenarioOf(file({ link })).link;

describe('the link of a scenario', () => {
  it('is a cable, with A to listen, when the file does not say', () => {
    const text = 'version: 1\nname: x\nmachines: { A: {}, B: {} }\nsteps: [ wait: { for: 1s } ]\n';
    expect(scenarioOf(text).link).to.deep.equal({ transport: 'cable', listen: 'A' });
  });
  it('takes every profile on the cable', () => {
    for (const profile of ['wire', 'virtualbox5', 'virtualbox', 'qemu']) {
      expect(linkOf(`{ profile: ${profile} }`)).to.deep.equal({ transport: 'cable', profile, listen: 'A' });
    }
  });
  it('takes a port with tcp, a path with pipe, and who listens with both', () => {
    expect(linkOf('{ transport: tcp, listen: B, port: 65535 }')).to.deep.equal({
      transport: 'tcp',
      listen: 'B',
      port: 65_535,
    });
    expect(linkOf('{ transport: pipe, listen: B, path: /tmp/x }')).to.deep.equal({
      transport: 'pipe',
      listen: 'B',
      path: '/tmp/x',
    });
  });

  for (const transport of ['tcp', 'pipe']) {
    it(`cannot be a wire over ${transport}`, () => {
      const only = onlyOne(file({ link: `{ profile: wire, transport: ${transport} }` }));
      expect(only).to.include({
        code: 'scenario-conflict',
        what: 'The profile `wire` exists on the cable only.',
      });
      expect(only.spans).to.have.length(2);
      expect(only.spans[0]).to.include({ line: 3, column: 18, length: 4 });
      expect(only.spans[1]).to.include({ line: 3, column: 35, length: transport.length });
    });
  }

  const wrong: readonly [string, string, string][] = [
    ['a port on a cable', '{ port: 4000 }', 'scenario-conflict 3:9 port'],
    ['a port of a pipe', '{ transport: pipe, port: 4000 }', 'scenario-conflict 3:26 port'],
    ['a path of tcp', '{ transport: tcp, path: /tmp/x }', 'scenario-conflict 3:25 path'],
    ['a listener on a cable', '{ listen: A }', 'scenario-conflict 3:9 listen'],
    ['port 0', '{ transport: tcp, port: 0 }', 'scenario-wrong-value 3:31 0'],
    ['port 65536', '{ transport: tcp, port: 65536 }', 'scenario-wrong-value 3:31 65536'],
    ['a port in quotes', '{ transport: tcp, port: "4000" }', 'scenario-wrong-value 3:31 "4000"'],
    ['an empty path', '{ transport: pipe, path: "" }', 'scenario-wrong-value 3:32 ""'],
    ['a transport that is not there', '{ transport: tpc }', 'scenario-wrong-value 3:20 tpc'],
    ['a list', '[tcp]', 'scenario-wrong-value 3:7 [tcp]'],
  ];
  it('has what goes with its transport, and nothing else', () => {
    for (const [title, link, expected] of wrong)
      expect(found(file({ link })), title).to.deep.equal([expected]);
  });

  it('has the nearest transport in the fix, and all of them in the reason', () => {
    const only = onlyOne(file({ link: '{ transport: tpc }' }));
    expect(only).to.include({
      fix: 'Write tcp.',
      why: '`transport` is what joins the machines: cable, tcp or pipe.',
    });
  });
});
