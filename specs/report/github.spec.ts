import { expect } from 'chai';
import { github } from '../../harness/report/github.ts';
import {
  errorPlay,
  failing,
  HOSTILE,
  hostilePlays,
  PROBLEMS,
  passing,
  playOf,
  runOf,
  skipping,
} from './runs.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const decoded = (text: string): string =>
  text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** As the runner reads its log: a command may begin behind blanks, and in a line that is none an older one anywhere. */
function commandsIn(log: string): readonly Command[] {
  return log.split(/\r\n|[\r\n]/).flatMap((line) => {
    const [, name, given = '', message = ''] = /^\s*::([a-z-]+)(?: (.*?))?::(.*)$/u.exec(line) ?? [];
    if (name === undefined && line.includes('##[')) throw new Error(`an older command: ${line}`);
    if (name === undefined) return [];
    const pairs =
      given === '' ? [] : given.split(',').map((pair) => /^([a-z]+)=(.*)$/u.exec(pair)?.slice(1) ?? []);
    return {
      name,
      properties: Object.fromEntries(pairs.map(([key, value = '']) => [key, decoded(value)])),
      message: decoded(message),
    };
  });
}

describe('the report for GitHub', () => {
  it('annotates the line of a failure, and has its story in a group', async () => {
    const log = github.played(
      runOf([playOf(await passing()), playOf(await failing()), playOf(await skipping())]),
    );
    const [error, ...others] = commandsIn(log);
    expect(error?.properties).to.deep.equal({
      file: 'a/spec.lab7.yaml',
      line: '7',
      title: 'spec [cable, virtualbox5]',
    });
    expect(error?.message.split('\n')[0]).to.equal('B did not get what it expects within 20 chars');
    expect(error?.message).to.contain('^^').and.to.contain('replay: nullmodem run');
    expect(others.map(({ name, message }) => [name, message])).to.deep.equal([
      ['group', 'FAIL  spec [cable, virtualbox5]'],
      ['endgroup', ''],
      ['notice', '1 passed, 1 failed, 1 skipped'],
    ]);
    const group = log.slice(log.indexOf('::group::'), log.indexOf('::endgroup::'));
    expect(group).to.contain('\nregisters at tick').and.to.contain('\nstory:');
  });

  it('annotates the file of what the world refused, and says that it was interrupted', () => {
    const commands = commandsIn(github.played(runOf([errorPlay()], { interrupted: true })));
    expect(commands[0]).to.deep.equal({
      name: 'error',
      properties: { file: 'a/spec.lab7.yaml', title: 'spec [cable, virtualbox5]' },
      message: 'port 4000 is busy\nfix: Stop what listens there.',
    });
    expect(commands.map(({ name }) => name)).to.include('warning');
  });

  it('has no command that a file has made up, in a name, a reason or what was printed', async () => {
    const commands = commandsIn(github.played(runOf(await hostilePlays())));
    expect(commands.map(({ name }) => name)).to.deep.equal([
      'error',
      'group',
      'endgroup',
      'error',
      'group',
      'endgroup',
      'notice',
    ]);
    const shown = HOSTILE.slice(0, HOSTILE.indexOf('##['));
    for (const { properties } of commands.filter(({ name }) => name === 'error'))
      expect(properties.title).to.contain(shown);
  });

  it('annotates each mistake of a file that keeps a run from being played', () => {
    const commands = commandsIn(github.unplayed(PROBLEMS, '1'));
    expect(
      commands.map(({ name, properties: { line, col, title } }) => [name, line, col, title]),
    ).to.deep.equal([
      ['error', '3', '5', 'scenario-unknown-key'],
      ['error', undefined, undefined, 'usage'],
    ]);
  });
});
