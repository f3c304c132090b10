import { expect } from 'chai';
import { textOf } from '../../harness/config/text.ts';
import { Source } from '../../harness/ground/source.ts';

const TEXT = '<Port path="São João:4000"/>\r\n';

const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const read = (bytes: Uint8Array): string | object => {
  const found = textOf(bytes, 'a.vbox');
  return found instanceof Source ? found.text : { [found.code]: found.facts };
};

describe('the text of a file', () => {
  for (const [encoding, bytes] of [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16LE with its mark', utf16(`\ufeff${TEXT}`, 'le')],
    ['UTF-16BE with its mark', utf16(`\ufeff${TEXT}`, 'be')],
    ['UTF-16LE without a mark', utf16(TEXT, 'le')],
    ['UTF-16BE without a mark', utf16(TEXT, 'be')],
    ['windows-1252', latin(TEXT)],
  ] as const) {
    it(`is read from ${encoding}, and has no mark in it`, () => {
      expect(read(bytes)).to.equal(TEXT);
    });
  }

  it('of windows-1252 has the quotes and the euro that ISO 8859-1 has not', () => {
    expect(read(Uint8Array.of(0x93, 0x41, 0x94, 0x80))).to.equal('“A”€');
  });
  it('of UTF-16 that is cut inside a character ends before it', () => {
    expect(read(utf16(`\ufeff${TEXT}`, 'le').subarray(0, -1))).to.equal(TEXT.slice(0, -1));
  });
  it('may have tabs, a form feed, the end of file of DOS and a terminal’s colours', () => {
    const text = 'a\tb\fc\x1a\x1b[1m';
    expect(read(latin(text))).to.equal(text);
  });
  it('is not there where a byte is zero or steers', () => {
    for (const bytes of ['serial1=\0x', 'a\x07b', '\x01\x02\x03'])
      expect(read(latin(bytes)), JSON.stringify(bytes)).to.have.property('file-not-text');
  });
  it('is not there in UTF-16 with half a character', () => {
    expect(read(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00))).to.have.property('file-not-text');
  });

  it('is empty where there are no bytes, a mark alone, or nothing but blanks', () => {
    for (const bytes of [
      Buffer.of(),
      Buffer.from('\ufeff'),
      utf16('\ufeff \r\n', 'le'),
      Buffer.from(' \n\t\n'),
    ])
      expect(read(bytes)).to.deep.equal({ 'file-empty': { file: 'a.vbox' } });
  });
});

describe('a file that is no text', () => {
  const padded = (head: string, at = 0, length = 600): Uint8Array => {
    const bytes = new Uint8Array(length);
    bytes.set(latin(head), at);
    return bytes;
  };

  for (const [looksLike, heads] of [
    ['image', ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe0', 'GIF89a', 'RIFF\x10\x20\0\0WEBP', 'BM\x36\x10']],
    ['archive', ['\x1f\x8b\x08', 'PK\x03\x04\x14\0', '7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07']],
    ['document', ['%PDF-1.7\n', '\xd0\xcf\x11\xe0', `PK\x03\x04${'\0'.repeat(26)}[Content_Types].xml`]],
    ['disk-image', ['<<< Oracle VM VirtualBox Disk Image >>>', 'KDMV', 'QFI\xfb', 'conectix', 'vhdxfile']],
    ['program', ['\x7fELF', 'MZ\x90\0', '\xcf\xfa\xed\xfe']],
    ['encrypted', ['Salted__\x01']],
    ['unknown', ['what is this']],
  ] as const) {
    it(`looks like ${looksLike} by its first bytes`, () => {
      for (const head of heads)
        expect(read(padded(head)), head).to.deep.equal({ 'file-not-text': { file: 'a.vbox', looksLike } });
    });
  }

  it('is an archive where tar says so, and a disk where a boot sector ends or a CD begins', () => {
    const likenessAt = (mark: string, at: number) => read(padded(mark, at, at + mark.length));
    const like = (looksLike: string) => ({ 'file-not-text': { file: 'a.vbox', looksLike } });
    expect(likenessAt('ustar', 257)).to.deep.equal(like('archive'));
    expect(likenessAt('\x55\xaa', 510)).to.deep.equal(like('disk-image'));
    expect(likenessAt('CD001', 0x8001)).to.deep.equal(like('disk-image'));
  });
  it('is a document or an image though the rest of it could be text', () => {
    const like = (looksLike: string) => ({ 'file-not-text': { file: 'a.vbox', looksLike } });
    expect(read(latin('{\\rtf1\\ansi VBoxManage modifyvm}'))).to.deep.equal(like('document'));
    expect(read(latin('\x89PNG\r\n\x1a\nand no more'))).to.deep.equal(like('image'));
  });
  it('is a text where only its first two letters are those of a program or an image', () => {
    expect(read(latin('MZ='))).to.equal('MZ=');
    expect(read(latin('BMW'))).to.equal('BMW');
  });
});
