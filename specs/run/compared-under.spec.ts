import { expect } from 'chai';
import { comparedUnder, reasonToSkip } from '../../harness/run/play.ts';
import type { Scenario } from '../../harness/scenario/model.ts';
import { file, scenarioOf } from '../scenario/files.ts';

const scenario = (link: string, steps?: readonly string[]): Scenario =>
  scenarioOf(file({ link, ...(steps === undefined ? {} : { steps }) }));
const linkOf = ({ link: { transport, profile } }: Scenario): string => `${transport}, ${profile}`;

describe('a scenario that is compared', () => {
  it('is played over its own link, and over the cable on the wire', () => {
    for (const transport of ['cable', 'tcp', 'pipe']) {
      const own = scenario(`{ transport: ${transport} }`);
      expect(linkOf(comparedUnder(own, 'virtualbox5'))).to.equal(`${transport}, virtualbox5`);
      expect(linkOf(comparedUnder(own, 'qemu'))).to.equal(`${transport}, qemu`);
      expect(linkOf(comparedUnder(own, 'wire'))).to.equal('cable, wire');
      expect(reasonToSkip(comparedUnder(own, 'wire'))).to.equal(undefined);
    }
  });
  it('is played over the link that is asked for, where the wire is skipped if that has none', () => {
    const own = scenario('{ transport: pipe, path: /tmp/x }');
    expect(comparedUnder(own, 'virtualbox5', 'tcp').link).to.deep.equal({
      transport: 'tcp',
      listen: 'A',
      profile: 'virtualbox5',
    });
    expect(reasonToSkip(comparedUnder(own, 'wire', 'tcp'))).to.match(/^asks for the wire, which tcp is not/);
    expect(reasonToSkip(comparedUnder(own, 'wire', 'cable'))).to.equal(undefined);
  });
  it('is played under each profile, whatever profile it names', () => {
    const own = scenario('{ transport: tcp, profile: virtualbox }');
    for (const profile of ['virtualbox5', 'virtualbox', 'qemu', 'wire'] as const) {
      expect(comparedUnder(own, profile).link.profile).to.equal(profile);
      expect(reasonToSkip(comparedUnder(own, profile))).to.equal(undefined);
    }
  });
  it('stays at its own link when it switches power over TCP or a pipe', () => {
    const steps = ['stop: { machine: B }'];
    const reason = (link: string) => reasonToSkip(comparedUnder(scenario(link, steps), 'wire'));
    expect(reason('{ transport: tcp }')).to.equal('switches power over tcp, and cable does otherwise then');
    expect(reason('{ transport: pipe }')).to.equal('switches power over pipe, and cable does otherwise then');
    expect(reason('{ transport: cable }')).to.equal(undefined);
  });
});

describe('levels, which bytes do not carry', () => {
  const reason = (step: string, link = '{ transport: tcp }') => reasonToSkip(scenario(link, [step]));

  for (const flag of ['PE', 'FE', 'BI'])
    it(`keep a scenario that expects ${flag} from a link of bytes, and not from the wire`, () => {
      for (const step of [
        `expect: { on: B, flags: [${flag}] }`,
        `expect: { on: B, flags: [OE, ${flag}], byte: 3 }`,
        `parallel: [ { wait: { for: 1s } }, { expect: { on: B, flags: [${flag}] } } ]`,
      ]) {
        expect(reason(step)).to.equal(`expects ${flag}, and this profile carries bytes, no levels`);
        expect(reason(step, '{ profile: virtualbox }')).to.match(/^expects/);
        expect(reason(step, '{}')).to.equal(undefined);
      }
    });
  it('keep a scenario that sends a break from it too', () => {
    expect(reason('break: { from: A, for: 3chars }')).to.match(/^sends a break, and/);
    expect(reason('break: { from: A, for: 3chars }', '{}')).to.equal(undefined);
  });
  it('are not asked for by an overrun, nor by a count', () => {
    expect(reason('expect: { on: B, flags: [OE] }')).to.equal(undefined);
    expect(reason('expect: { on: B, count: 1 }')).to.equal(undefined);
  });
});
