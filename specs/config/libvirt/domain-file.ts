/** What `virsh dumpxml` prints, with these devices. */
export const domainOf = (
  devices: string,
  name = 'minix',
): string => `<domain type='kvm' id='3' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>${name}</name>
  <uuid>c7a5fdbd-edaf-4455-926a-d65c16db1809</uuid>
  <memory unit='KiB'>262144</memory>
  <vcpu placement='static'>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc-i440fx-6.2'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <source file='/var/lib/libvirt/images/minix.qcow2'/>
      <target dev='hda' bus='ide'/>
    </disk>
    ${devices}
    <redirdev bus='usb' type='tcp'>
      <source mode='connect' host='localhost' service='4001'/>
      <protocol type='raw'/>
    </redirdev>
    <smartcard mode='passthrough' type='tcp'>
      <source mode='bind' host='127.0.0.1' service='2001'/>
      <protocol type='raw'/>
    </smartcard>
    <channel type='unix'>
      <source mode='bind' path='/var/lib/libvirt/qemu/agent'/>
      <target type='virtio' name='org.qemu.guest_agent.0'/>
    </channel>
    <rng model='virtio'>
      <backend model='egd' type='udp'>
        <source mode='connect' host='10.0.0.9' service='1234'/>
      </backend>
    </rng>
    <memballoon model='virtio'/>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-name'/>
  </qemu:commandline>
</domain>
`;

export const LISTENER = `<serial type='tcp'>
      <source mode='bind' host='0.0.0.0' service='4000'/>
      <protocol type='raw'/>
      <target port='0'/>
    </serial>`;
export const CONNECTOR = `<serial type='tcp'>
      <source mode='connect' host='10.0.0.2' service='4000'/>
      <target port='0'/>
    </serial>`;
export const CONSOLE = `<console type='tcp'>
      <source mode='bind' host='0.0.0.0' service='4000'/>
      <protocol type='raw'/>
      <target type='serial' port='0'/>
    </console>`;
