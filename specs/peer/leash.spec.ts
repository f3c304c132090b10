import { chmodSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { leashed } from '../../harness/peer/leash.ts';
import { Folder } from '../link/sockets.ts';

describe('a leash', () => {
  let folder: Folder;
  let setpriv: string;
  const ending = (code: number) => {
    writeFileSync(setpriv, `#!/bin/sh\nexit ${code}\n`);
    chmodSync(setpriv, 0o755);
  };

  beforeEach(() => {
    folder = new Folder();
    setpriv = folder.file('setpriv');
  });
  afterEach(() => folder.remove());

  it('is put before a command where setpriv knows it', () => {
    ending(0);
    expect(leashed(['socat', '-V'], setpriv)).to.deep.equal([setpriv, '--pdeathsig', 'KILL', 'socat', '-V']);
  });

  it('is left out where setpriv does not know it, or is missing', () => {
    expect(leashed(['socat', '-V'], setpriv)).to.deep.equal(['socat', '-V']);
    ending(1);
    expect(leashed(['socat', '-V'], setpriv)).to.deep.equal(['socat', '-V']);
  });
});
