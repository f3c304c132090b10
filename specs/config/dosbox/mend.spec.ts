import { expect } from 'chai';
import { mendDosbox } from '../../../harness/config/dosbox/mend.ts';
import { readDosbox } from '../../../harness/config/dosbox/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { CONNECTOR, expectAsWished, LISTENER, mended, PIPE } from '../edited.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'with a dummy': '[serial]\nserial1=dummy\n',
  'that is not raw': '[serial]\nSerial1 = nullmodem server:b port:1 telnet:1 sock:1 # why\n',
  'without the port': '[sdl]\r\n[serial]\r\nserial2=dummy\r\n[autoexec]\r\n',
  'without a section for it': '[sdl]\noutput=opengl\n',
  'of DOSBox-X': '# DOSBox-X\n[serial]\nserial1=disabled',
  'that is a command': 'dosbox-x -c "config -set serial1 nullmodem port:1" -c "exit"\n',
};

describe('the mender of DOSBox', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`makes a port as wished in a text ${name}`, () => {
      for (const wish of [LISTENER, CONNECTOR]) {
        const { port, findings } = mended(text, readDosbox, mendDosbox, 1, wish);
        expectAsWished(port, wish);
        expect(findings).to.deep.equal([]);
      }
    });
  }

  it('keeps what has nothing to do with the wish', () => {
    const text = '[serial]\nserial1=nullmodem rxdelay:100 port:1 irq:3 # why\n';
    expect(mended(text, readDosbox, mendDosbox, 1, { ...LISTENER, irq: 4 }).text).to.equal(
      '[serial]\nserial1=nullmodem port:4000 transparent:1 rxdelay:100 irq:4 # why\n',
    );
    expect(mended(text, readDosbox, mendDosbox, 1, { irq: 4 }).text).to.equal(
      '[serial]\nserial1=nullmodem rxdelay:100 port:1 irq:4 # why\n',
    );
  });

  it('does not write the IRQ that a port has anyway', () => {
    const { text } = mended('[serial]\nserial1=dummy', readDosbox, mendDosbox, 1, { ...LISTENER, irq: 4 });
    expect(text).to.equal('[serial]\nserial1=nullmodem port:4000 transparent:1');
  });

  it('cannot make a pipe, nor what a script makes', () => {
    for (const [text, wish] of [
      ['serial1 nullmodem port:1', PIPE],
      ['serial1 nullmodem port:%PORT%', LISTENER],
    ] as const) {
      const [machine] = readDosbox(new Source(text, 'a.bat')).machines;
      expect(machine && mendDosbox(machine, 1, wish)).to.equal(undefined);
    }
  });
});
