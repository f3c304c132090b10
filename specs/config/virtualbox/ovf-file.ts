const NAMESPACES =
  'xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"';

/** An appliance. With a `UART` element: as VirtualBox exports it; without: as VMware does. */
export const ovfOf = (uart: string | undefined, name = 'minix'): string => `<?xml version="1.0"?>
<Envelope ovf:version="1.0" xml:lang="en-US" ${NAMESPACES} xmlns:vbox="http://www.virtualbox.org/ovf/machine">
  <References>
    <File ovf:href="${name}-disk001.vmdk" ovf:id="file1"/>
  </References>
  <VirtualSystem ovf:id="${name}">
    <Info>A virtual machine</Info>
    <VirtualHardwareSection>
      <Info>Virtual hardware requirements for a virtual machine</Info>
${uart === undefined ? SERIAL_ITEMS : ''}      <Item>
        <rasd:Caption>ideController0</rasd:Caption>
        <rasd:InstanceID>3</rasd:InstanceID>
        <rasd:ResourceType>5</rasd:ResourceType>
      </Item>
    </VirtualHardwareSection>
${uart === undefined ? '' : machineOf(uart, name)}  </VirtualSystem>
</Envelope>
`;

const SERIAL_ITEMS = [0, 1]
  .map(
    (number) => `      <Item ovf:required="false">
        <rasd:AutomaticAllocation>false</rasd:AutomaticAllocation>
        <rasd:ElementName>serial${number}</rasd:ElementName>
        <rasd:InstanceID>${number + 10}</rasd:InstanceID>
        <rasd:ResourceType>21</rasd:ResourceType>
      </Item>
`,
  )
  .join('');

const machineOf = (
  uart: string,
  name: string,
): string => `    <vbox:Machine ovf:required="false" version="1.16-macosx" uuid="{a1f2d3c4-5b6a-4c7d-8e9f-001122334455}" name="${name}" OSType="Other">
      <ovf:Info>Complete VirtualBox machine configuration in VirtualBox format</ovf:Info>
      <Hardware>
        <Memory RAMSize="256"/>
        <Network>
          <Adapter slot="0" enabled="true" type="Am79C973"/>
        </Network>
        ${uart}
      </Hardware>
    </vbox:Machine>
`;
