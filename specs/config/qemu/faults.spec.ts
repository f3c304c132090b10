import { expect } from 'chai';
import { readQemu } from '../../../harness/config/qemu/read.ts';
import { Source } from '../../../harness/ground/source.ts';
import { edited, marked } from '../edited.ts';

const read = (text: string) => readQemu(new Source(text, 'run.sh'));
const START = 'qemu-system-i386 -m 64 ';

interface Mistake {
  readonly code: string;
  readonly mark: string;
  /** The options after the finding's edits; undefined: it has none. */
  readonly mended: string | undefined;
}

const MISTAKES: Readonly<Record<string, Mistake>> = {
  '-serial tcp:b:4000,wait=off': {
    code: 'qemu-wait-on-connector',
    mark: 'wait=off',
    mended: '-serial tcp:b:4000',
  },
  '-serial tcp:b:4000,nowait': {
    code: 'qemu-wait-on-connector',
    mark: 'nowait',
    mended: '-serial tcp:b:4000',
  },
  '-serial tcp::4000,nowait': {
    code: 'qemu-wait-on-connector',
    mark: 'nowait',
    mended: '-serial tcp::4000,server=on,nowait',
  },
  '-serial tcp::4000,server=on,wait=off,reconnect=1': {
    code: 'qemu-reconnect-on-listener',
    mark: 'reconnect=1',
    mended: '-serial tcp::4000,server=on,wait=off',
  },
  '-serial tcp:b:4000,reconnect=1,reconnect-ms=1000': {
    code: 'qemu-reconnect-twice',
    mark: 'reconnect-ms=1000',
    mended: '-serial tcp:b:4000,reconnect-ms=1000',
  },
  '-serial tcp:b:4000,client': { code: 'qemu-client-word', mark: 'client', mended: '-serial tcp:b:4000' },
  '-chardev socket,id=c0,port=4000,server=on,wait=off -serial chardev:c0': {
    code: 'qemu-listens-nowhere',
    mark: 'port=4000',
    mended: '-chardev socket,id=c0,host=0.0.0.0,port=4000,server=on,wait=off -serial chardev:c0',
  },
  '-chardev socket,id=c0,host=b,port=4000 -device isa-serial,chardev=c1': {
    code: 'qemu-chardev-unknown',
    mark: 'c1',
    mended: '-chardev socket,id=c0,host=b,port=4000 -device isa-serial,chardev=c0',
  },
  '-chardev socket,id=c0,host=b,port=4000': {
    code: 'qemu-chardev-unused',
    mark: 'socket,id=c0,host=b,port=4000',
    mended: '-chardev socket,id=c0,host=b,port=4000 -serial chardev:c0',
  },
  '-serial tcp::4000,sever=on,wait=off': {
    code: 'qemu-option-invalid',
    mark: 'sever=on',
    mended: '-serial tcp::4000,server=on,wait=off',
  },
  '-serial tcp::4000,server,nowiat': {
    code: 'qemu-option-invalid',
    mark: 'nowiat',
    mended: '-serial tcp::4000,server,nowait',
  },
  '-serial tcp::4000,server=on,wait=of': {
    code: 'qemu-option-invalid',
    mark: 'wait=of',
    mended: '-serial tcp::4000,server=on,wait=off',
  },
  '-serial tcp::4000,server=on, wait=off -hda a.img': {
    code: 'qemu-option-invalid',
    mark: 'wait=off',
    mended: '-serial tcp::4000,server=on,wait=off -hda a.img',
  },
  '-serial tpc::4000,server,nowait': {
    code: 'qemu-option-invalid',
    mark: 'tpc',
    mended: '-serial tcp::4000,server,nowait',
  },
  '-serial tcp:4000,server,nowait': {
    code: 'qemu-option-invalid',
    mark: '4000',
    mended: '-serial tcp::4000,server,nowait',
  },
  '-chardev sokcet,id=c0,host=b,port=4000 -serial chardev:c0': {
    code: 'qemu-option-invalid',
    mark: 'sokcet',
    mended: '-chardev socket,id=c0,host=b,port=4000 -serial chardev:c0',
  },
  '-chardev tcp::4000,id=c0,server,nowait -serial chardev:c0': {
    code: 'qemu-option-invalid',
    mark: 'tcp::4000',
    mended: '-chardev socket,host=0.0.0.0,port=4000,id=c0,server,nowait -serial chardev:c0',
  },
  '-chardev null,id=c0 -device isa-serial,chardv=c0': {
    code: 'qemu-option-invalid',
    mark: 'chardv=c0',
    mended: '-chardev null,id=c0 -device isa-serial,chardev=c0',
  },
  '-seral tcp::4000,server,nowait': {
    code: 'qemu-option-invalid',
    mark: '-seral',
    mended: '-serial tcp::4000,server,nowait',
  },
  '-serial fiel:a.log': { code: 'qemu-option-invalid', mark: 'fiel', mended: '-serial file:a.log' },
  '-hda a.img -serial': { code: 'qemu-option-invalid', mark: '-serial', mended: undefined },
};

describe('what QEMU refuses', () => {
  for (const [options, { code, mark, mended }] of Object.entries(MISTAKES)) {
    it(`is one finding with one fix: ${options}`, () => {
      const { findings } = read(START + options);
      expect(findings.map((finding) => [finding.code, marked(finding.at)])).to.deep.equal([[code, mark]]);
      const edits = findings[0]?.edits;
      expect(edits && edited(START + options, edits)).to.equal(mended && START + mended);
      if (mended !== undefined) expect(read(START + mended).findings).to.deep.equal([]);
    });
  }

  it('leaves the port as it was meant, so that it is one mistake and not two', () => {
    for (const options of Object.keys(MISTAKES).filter((each) => MISTAKES[each]?.mended !== undefined)) {
      const [before, after] = [options, MISTAKES[options]?.mended ?? ''].map((each) => {
        const end = read(START + each).machines[0]?.ports[0]?.end;
        return end?.kind === 'tcp'
          ? [end.role, end.port, end.waits, end.framing].map((said) => said?.value)
          : end?.kind;
      });
      expect(before, options).to.deep.equal(after);
    }
  });

  it('is not what it takes', () => {
    for (const options of [
      '-serial tcp::4000,server,nowait,nodelay',
      '-serial tcp:b:4000,reconnect=1,nodelay=on,ipv4=on',
      '-serial tcp::4000,server=yes,wait=no,telnet=off,mux=on,logfile=a.log',
      '-chardev socket,id=c0,path=/tmp/a,server=on,wait=off,abstract=on,tight=off -serial chardev:c0',
      '-serial tcp::4000,$OPTIONS',
      '-serial file:a.log -serial pipe:a -serial unix:a,server,nowait -serial /dev/ttyS0',
      '-serial COM1 -serial pty:/tmp/a -serial mon:unix:/tmp/b,server=on,wait=off',
      '-serial stdio -serial vc:80Cx24C -serial msmouse -serial pty',
      '-serial unix:/tmp/a,server,nowait -serial mon:unix:/tmp/b,server=on,wait=off',
      '-serial file:a.log -serial pipe:/tmp/a -serial /dev/ttyS0 -serial COM1',
      '-device isa-serial,id=serial0,chardev=c,index=0,iobase=0x3f8,irq=4 -chardev pty,id=c',
      '-parallel tcp::4000,server -monitor telnet::4001,server,nowait',
    ]) {
      expect(read(START + options).findings, options).to.deep.equal([]);
    }
  });

  it('is a warning where a chardev is unused beside a port that leads elsewhere', () => {
    const { findings } = read(`${START}-serial stdio -chardev socket,id=c0,host=b,port=4000`);
    expect(findings.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ['qemu-chardev-unused', 'warning'],
    ]);
  });
});

describe('an address of a kind that QEMU does not know', () => {
  it('is told nothing that it does not have', () => {
    const { findings } = read(`${START}-serial TRUE:192.168.1.23:4000,soft=1`);
    expect(findings.map(({ code }) => code)).to.deep.equal(['qemu-option-invalid']);
    expect(JSON.stringify(findings[0]?.facts)).not.to.contain('undefined');
    expect(findings[0]?.edits).to.equal(undefined);
  });
});
