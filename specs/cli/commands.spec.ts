import { expect } from 'chai';
import { COMMANDS, startedWith } from '../../harness/cli/commands.ts';

describe('npm start', () => {
  it('plays scenarios, whatever words it is given', () => {
    for (const words of [[], ['my.lab7.yaml', '--link', 'tcp'], ['--help'], ['--grep', 'check']])
      expect(startedWith(words)).to.deep.equal(['run', ...words]);
  });
  it('takes a command of ours as it is', () => {
    for (const command of COMMANDS) expect(startedWith([command, 'x'])).to.deep.equal([command, 'x']);
  });
});
