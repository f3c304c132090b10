import { expect } from 'chai';
import type { HostSystem } from '../../../harness/config/model.ts';
import { foldersOf, hostsOf } from '../../../harness/config/rules/lookups.ts';
import { dialling, found, listening, machine, piping, said } from '../machines.ts';

const pair = (path: string, host?: HostSystem) => {
  const on = host === undefined ? {} : { host };
  return [piping('listens', path, on), piping('connects', path, on)] as const;
};

describe('a pipe’s path', () => {
  for (const path of ['lab7', '/tmp/lab7', 'C:\\lab7', '\\\\.\\lab7', '\\\\.\\pipe\\']) {
    it(`is no pipe on Windows: ${path}`, () => {
      expect(said(pair(path, 'windows'))).to.deep.equal(['error pipe-name-windows']);
    });
  }

  for (const path of ['\\\\.\\pipe\\lab7', 'C:\\lab7']) {
    it(`is for Windows alone: ${path}`, () => {
      expect(said(pair(path, 'linux'))).to.deep.equal(['error pipe-name-unix']);
    });
  }

  it('is right in each system’s own form, and with a level below', () => {
    expect(said(pair('\\\\.\\pipe\\lab\\7', 'windows'))).to.deep.equal([]);
    expect(said(pair('/home/ana/my pipes/lab7', 'linux'))).to.deep.equal([]);
    expect(said(pair('lab7', 'macosx'))).to.deep.equal([]);
  });

  it('is mended to the partner’s, where that is right', () => {
    const right = piping('listens', '\\\\.\\pipe\\lab7', { host: 'windows' });
    const [only, ...rest] = found([right, piping('connects', 'other', { host: 'windows' })]);
    expect(rest).to.deep.equal([]);
    expect(only?.mend?.wish.end).to.include({ path: '\\\\.\\pipe\\lab7' });
  });

  it('is one mistake where both have it, and both are mended along', () => {
    const [own, other] = pair(`/tmp/${'x'.repeat(200)}`);
    const [only, ...rest] = found([own, other]);
    expect(rest).to.deep.equal([]);
    expect([only?.mend, only?.mendAlso].map((mend) => mend?.machine)).to.deep.equal([own, other]);
    expect(only?.mendAlso?.wish.end).to.deep.equal({ ...only?.mend?.wish.end, role: 'connects' });
  });

  const LENGTHS: readonly (readonly [bytes: number, host: HostSystem | undefined, isLong: boolean])[] = [
    [107, 'linux', false],
    [108, 'linux', true],
    [108, undefined, true],
    [103, 'macosx', false],
    [104, 'macosx', true],
    [104, 'freebsd', true],
  ];
  for (const [bytes, host, isLong] of LENGTHS) {
    it(`has ${bytes} bytes on ${host ?? 'an unknown system'}: ${isLong ? 'too many' : 'it fits'}`, () => {
      const all = found([
        piping(
          'listens',
          `/tmp/${'é'.repeat(20)}${'x'.repeat(bytes - 45)}`,
          host === undefined ? {} : { host },
        ),
      ]);
      expect(all.map(({ code }) => code)).to.deep.equal([
        ...(isLong ? ['pipe-path-too-long'] : []),
        'one-machine',
      ]);
      if (isLong) expect(all[0]?.facts).to.include({ bytes });
    });
  }

  it('lies in a folder that is there, or may be elsewhere', () => {
    const folders = new Map([
      ['/srv/lab', false],
      ['/home/eva/x', false],
      ['/home/eva', false],
      ['/home/ana/x', false],
      ['/home/ana', true],
      ['/tmp', true],
    ]);
    const of = (path: string, host?: HostSystem) =>
      said([piping('listens', path, host === undefined ? {} : { host })], { folders });
    expect(of('/srv/lab/7')).to.deep.equal(['error pipe-folder-missing', 'info one-machine']);
    expect(of('/home/ana/x/7')).to.deep.equal(['error pipe-folder-missing', 'info one-machine']);
    expect(of('/home/eva/x/7')).to.deep.equal(['warning pipe-folder-missing', 'info one-machine']);
    expect(of('/home/eva/7')).to.deep.equal(['warning pipe-folder-missing', 'info one-machine']);
    expect(of('/tmp/7')).to.deep.equal(['info one-machine']);
    expect(of('/not/looked/for')).to.deep.equal(['info one-machine']);
    expect(of('/srv/lab/7', 'macosx')).to.deep.equal(['info one-machine']);
  });
});

describe('what has to be looked up', () => {
  it('is each name that a machine connects to', () => {
    const names = ['ana-pc', 'ana-pc', 'localhost', '10.0.0.2', 'a.invalid', 'a b', '256.1.1.1'];
    const machines = names.map((name) => dialling(`${name}:4000`));
    expect(hostsOf([...machines, listening('4000')])).to.deep.equal(['ana-pc']);
  });

  it('is each folder that a pipe is to be made in, and the home that it lies in', () => {
    const paths = ['/tmp/lab7', '/tmp/lab7', '/home/ana/x/7', '\\\\.\\pipe\\lab7', 'lab7', '/lab7'];
    expect(foldersOf(paths.map((path) => piping('listens', path)))).to.deep.equal([
      '/tmp',
      '/home/ana/x',
      '/home/ana',
      '/',
    ]);
  });
});

describe('a machine that a text makes huge', () => {
  it('is judged by its first ports, and with a bounded number of findings', () => {
    const ports = Array.from(
      { length: 2000 },
      () => ({ end: { role: 'listens', address: '70000' } }) as const,
    );
    const huge = machine({ name: 'huge', ports });
    const rui = dialling(`${':'.repeat(100_000)}4000`);
    expect(said([huge, rui]).length).to.be.within(1, 100);
  });
});
