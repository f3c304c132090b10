import { expect } from 'chai';
import { mendVmx } from '../../../harness/config/vmx/mend.ts';
import { readVmx } from '../../../harness/config/vmx/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { CONNECTOR, CONNECTOR_IPV6, expectAsWished, LISTENER, mended, PIPE } from '../edited.ts';

const FILES: Readonly<Record<string, string>> = {
  'of another kind':
    'displayName = "A"\r\nserial0.present = "TRUE"\r\nserial0.fileType = "file"\r\nserial0.fileName = "a.log"\r\n',
  'without quotes, and off': 'serial0.present = FALSE\nserial0.startConnected = FALSE\n',
  'without a port': 'config.version = "8"\ndisplayName = "A"',
  'with another port': 'serial1.present = "TRUE"\nserial1.fileType = "pipe"\nserial1.fileName = "x"\n',
  'with telnet': 'serial0.present="TRUE"\nserial0.fileType="network"\nserial0.fileName="telnet://:23"\n',
  'in a Vagrantfile': '  v.vmx["serial0.present"] = "TRUE"\n  v.vmx["serial0.fileType"] = "file"\n',
  'in JSON': '{\n  "serial0.present": "TRUE",\n  "serial0.fileType": "file"\n}\n',
};

describe('the mender of .vmx files', () => {
  for (const [name, text] of Object.entries(FILES)) {
    it(`makes a port as wished in a file ${name}`, () => {
      for (const wish of [LISTENER, CONNECTOR, CONNECTOR_IPV6, PIPE]) {
        const { port, findings } = mended(text, readVmx, mendVmx, 1, wish);
        expectAsWished(port, wish);
        expect(findings).to.deep.equal([]);
      }
    });
  }

  it('leaves what is right, and the ends of lines', () => {
    const text =
      'serial0.present = "TRUE"\r\nserial0.fileType = "network"\r\nserial0.fileName = "tcp://:1"\r\n';
    expect(mended(text, readVmx, mendVmx, 1, LISTENER).text).to.equal(
      'serial0.present = "TRUE"\r\nserial0.fileType = "network"\r\nserial0.network.endPoint = "server"\r\nserial0.fileName = "tcp://:4000"\r\n',
    );
  });

  it('leaves JSON that can be read', () => {
    const { text } = mended('{\n  "serial0.present": "TRUE"\n}', readVmx, mendVmx, 1, CONNECTOR);
    expect(JSON.parse(text)).to.include({ 'serial0.fileName': 'tcp://10.0.0.2:4000' });
  });

  it('leaves a value alone that a script makes', () => {
    const text =
      'serial0.present = "TRUE"\nserial0.fileType = "network"\nserial0.fileName = "tcp://:$PORT"\n';
    const [machine] = readVmx(new Source(text, 'a.sh')).machines;
    expect(machine && mendVmx(machine, 1, LISTENER)).to.equal(undefined);
  });
});
