import { expect } from 'chai';
import type { Machine } from '../../harness/config/model.ts';
import { diagnosticOf } from '../../harness/config/present.ts';
import { entriesIn } from '../../harness/config/words/entries.ts';
import type { Diagnostic } from '../../harness/ground/diagnostic.ts';
import { shellWords } from '../cli/shell-words.ts';
import { dialling, found, listening, piping } from './machines.ts';

async function shown(...machines: readonly Machine[]): Promise<Diagnostic | undefined> {
  const entries = await entriesIn('en');
  return found(machines).map((finding) => diagnosticOf(finding, entries, 'en'))[0];
}

describe('a fix', () => {
  it('of two machines says beside each what is to be written there', async () => {
    const both = await shown(
      listening(':8080', { product: 'qemu' }),
      dialling('127.0.0.1:8080', { product: 'dosbox' }),
    );
    expect(both?.code).to.equal('port-taken');
    expect(both?.fix).to.match(/^`ana`: On QEMU’s .* be: -serial tcp::4000,server=on,wait=off\. `rui`: In /);
    expect(both?.fix).to.match(/serial1=nullmodem server:127\.0\.0\.1 port:4000 transparent:1\.$/);
    expect(both?.command?.split('\n')).to.have.length(2);
  });

  const NAMES = ['x”; calc; “y', 'x"; id; "', '$(id)', '`id`', 'a%PATH%', 'a!id', 'a\\', '-x', 'a\nid'];
  for (const name of NAMES) {
    it(`has no name in its command that a shell would run: ${JSON.stringify(name)}`, async () => {
      const only = await shown(listening('4000'), dialling('127.0.0.1:4001', { name }));
      expect(only?.command).to.equal('VBoxManage modifyvm NAME --uartmode1 tcpclient 127.0.0.1:4000');
    });
  }

  for (const path of ['/tmp/;id \\', '/tmp/x”;calc;“', '/tmp/"; id; "', '/tmp/$(id)', '/tmp/a !id']) {
    it(`has a path that stays one word of its command: ${JSON.stringify(path)}`, async () => {
      const only = await shown(piping('listens', path), piping('connects', '/tmp/lab7'));
      expect(only?.code).to.equal('pipes-differ');
      expect(shellWords(only?.command ?? '')).to.have.length(6);
      expect(only?.command).not.to.match(/[“”„]/);
    });
  }
});
