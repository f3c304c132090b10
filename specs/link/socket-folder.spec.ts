import { lstatSync } from 'node:fs';
import { expect } from 'chai';
import { HarnessError } from '../../harness/ground/errors.ts';
import { makeSocketFolder } from '../../harness/link/socket-folder.ts';
import { Folder } from './sockets.ts';

describe('a folder for a socket', () => {
  const { TMPDIR } = process.env;
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    folder.remove();
  });

  const failureIn = (path: string): HarnessError => {
    process.env.TMPDIR = path;
    try {
      makeSocketFolder('nm-', 'socket');
    } catch (error) {
      if (error instanceof HarnessError) return error;
      throw error;
    }
    throw new Error('it was made');
  };

  it('is a new one each time', () => {
    process.env.TMPDIR = folder.path;
    const [first, second] = [makeSocketFolder('nm-', 'socket'), makeSocketFolder('nm-', 'socket')];
    expect(first).to.not.equal(second);
    for (const made of [first, second]) expect(lstatSync(made).isDirectory()).to.equal(true);
  });

  it('cannot be where TMPDIR names none: world, and what to do', () => {
    const { code, fix } = failureIn(folder.file('no-such'));
    expect(code).to.equal('world');
    expect(fix).to.include('TMPDIR');
  });

  it('cannot be where the socket would have no room: path-too-long', () => {
    expect(failureIn(folder.pathOf(100)).code).to.equal('path-too-long');
  });
});
