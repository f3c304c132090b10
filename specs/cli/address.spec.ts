import { platform } from 'node:os';
import { expect } from 'chai';
import { temporaryPlace, VERSION } from './stage.ts';

/** Whatever network the computer that runs this has, be it loopback alone. */
describe('nullmodem address', () => {
  const place = temporaryPlace();

  it('says what to type, for the port that is given', async () => {
    const { exit, stdout, stderr } = await place.run(['address', '5000']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    expect(stdout).to.match(/[Tt]ype [\d.]+:5000 into Path\/Address of the VM that connects/);
    expect(stdout).to.not.contain('example');
  });

  it('takes 4000 for an example without one', async () => {
    const { exit, stdout } = await place.run(['address']);
    expect(exit).to.equal(0);
    expect(stdout)
      .to.match(/[\d.]+:4000 /)
      .and.to.contain('4000 is an example');
  });

  it('says the same in Portuguese with --lang pt', async () => {
    const { exit, stdout } = await place.run(['address', '5000', '--lang', 'pt']);
    expect(exit).to.equal(0);
    expect(stdout).to.match(/[Ee]screva [\d.]+:5000 em Path\/Address/);
  });

  it('puts one JSON document on stdout with --json, whatever the language', async () => {
    const { exit, stdout, stderr } = await place.run(['address', '5000', '--json']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    const { nullmodem, version, port, addresses, recommended, type } = JSON.parse(stdout);
    expect({ nullmodem, version, port }).to.deep.equal({ nullmodem: 1, version: VERSION, port: 5000 });
    expect(type).to.equal(`${recommended ?? '127.0.0.1'}:5000`);
    const possible = addresses.filter(({ against }: { against: string | null }) => against === null);
    expect(possible[0]?.address ?? null).to.equal(recommended);
    expect((await place.run(['address', '5000', '--json', '--lang', 'pt'])).stdout).to.equal(stdout);
  });

  const refusals: readonly (readonly [string, readonly string[], readonly RegExp[]])[] = [
    ['a word', ['abc'], [/"abc" is not a port/, /1024 to 65535/]],
    ['nothing', [''], [/"" is not a port/]],
    ['a negative number', ['-5'], [/"-5" is not a port/]],
    ['0', ['0'], [/port 0 /, /1024 to 65535/]],
    ['65536', ['65536'], [/no port 65536/, /65535/]],
    ['an address with a port', ['10.0.0.1:4000'], [/not a port alone/, /without an address/]],
    ['0, in Portuguese', ['0', '--lang', 'pt'], [/a porta 0 significa/]],
    ['a second port', ['4000', '4001'], [/4001/]],
    ['a language that there is not', ['--lang', 'fr'], [/"fr"/, /"en", "pt"/]],
    ['an option of `run`', ['--grep=x'], [/grep/, /`nullmodem address --help`/]],
  ];
  for (const [what, words, says] of refusals)
    it(`refuses ${what} with exit code 2`, async () => {
      const { exit, stdout, stderr } = await place.run(['address', ...words]);
      expect({ exit, stdout }).to.deep.equal({ exit: 2, stdout: '' });
      expect(stderr).to.match(/^error\[usage\]: /);
      for (const expected of says) expect(stderr).to.match(expected);
    });

  it('refuses with one JSON document too', async () => {
    const { exit, stdout } = await place.run(['address', '0', '--json']);
    expect(exit).to.equal(2);
    expect(JSON.parse(stdout).errors).to.have.lengthOf(1);
  });

  it('warns of a port that Linux and macOS keep for the system, and of none other', async () => {
    const { exit, stdout, stderr } = await place.run(['address', '1023']);
    expect(exit).to.equal(0);
    expect(stdout).to.contain(':1023');
    if (platform() === 'win32') expect(stderr).to.equal('');
    else expect(stderr).to.match(/^warning\[port-privileged\]: port 1023 .*\nfix: /);
    expect((await place.run(['address', '1024'])).stderr).to.equal('');
  });

  it('has a help with an example', async () => {
    const { exit, stdout } = await place.run(['address', '--help']);
    expect(exit).to.equal(0);
    expect(stdout).to.contain('nullmodem address [port]').and.to.contain('nullmodem address 4000');
    expect(stdout)
      .to.contain('--lang')
      .and.to.not.match(/--(grep|link|profile|trace|golden|seed|update|list)/);
  });
});
