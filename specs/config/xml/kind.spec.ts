import { expect } from 'chai';
import { xmlKindOf } from '../../../harness/config/xml/kind.ts';
import { Source } from '../../../harness/ground/source.ts';
import { vbox5 } from '../virtualbox/vbox-file.ts';

const kindOf = (text: string) => xmlKindOf(new Source(text, 'a'));

describe('the kind of an XML text', () => {
  for (const [text, kind] of [
    ['<VirtualBox xmlns="http://www.innotek.de/VirtualBox-settings" version="1.12-linux">', 'vbox'],
    ['\r\n <?xml version="1.0"?>\n<!-- a > b -->\n<!-- c -->\n<VirtualBox>', 'vbox'],
    ['<!DOCTYPE x [ <!ENTITY a "b"> ]><VirtualBox>', 'vbox'],
    ['<VirtualBox', 'vbox'],
    ['<?xml version="1.0"?><ovf:Envelope xmlns:ovf="urn:x">', 'ovf'],
    ["<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>", 'libvirt'],
    ["<!--\nWARNING: THIS IS AN AUTO-GENERATED FILE.\n-->\n<domain type='kvm'>", 'libvirt'],
    ['<domains>', 'libvirt'],
    ['<domainsnapshot>', 'libvirt'],
    ['<domain xmlns="urn:jboss:domain:20.0">', 'other'],
    ['<domainer>', 'other'],
    ['<html>', 'other'],
    ['<constructor>', 'other'],
    ['<VirtualBoxes>', 'other'],
    ['<?xml version="1.0"?>\n<!-- cut', 'other'],
    ['<?php echo 1;', undefined],
    ['< a', undefined],
    ['VBoxManage modifyvm a <VirtualBox>', undefined],
    ['', undefined],
  ] as const)
    it(`is ${kind} for ${JSON.stringify(text)}`, () => {
      expect(kindOf(text)).to.equal(kind);
    });

  it('shows of a settings file that is cut off anywhere after its first name', () => {
    const text = vbox5();
    const from = text.indexOf('<VirtualBox') + '<VirtualBox'.length;
    for (const end of [from, from + 1, from + 30, text.length - 20])
      expect(kindOf(text.slice(0, end))).to.equal('vbox');
  });
});
