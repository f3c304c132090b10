import { expect } from 'chai';
import { embedded, inlined } from '../../../harness/report/viewer/embedded.ts';

const HOSTILE = '<!-- <script> </script> </SCRIPT ]]> & \u2028\u2029';

describe('data in a page', () => {
  it('is the same when it is read back, and ends neither its element nor a line, and begins no comment', () => {
    const data = { name: HOSTILE, records: [{ t: 1, text: HOSTILE }], [HOSTILE]: null };
    const text = embedded(data);
    expect(text).to.not.match(/[<\u2028\u2029]/);
    expect(JSON.parse(text)).to.deep.equal(data);
  });
});

describe('a script in a page', () => {
  it('has no end of a script and no comment of HTML in its texts, and they are what they were', () => {
    const script = `return '<!-- </script> </SCRIPT>';`;
    const text = inlined(script);
    expect(text).to.not.match(/<!--|<\/script/i);
    expect(new Function(text)()).to.equal('<!-- </script> </SCRIPT>');
  });
});
