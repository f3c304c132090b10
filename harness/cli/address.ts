import { chooseAddress } from '../config/network/choice.ts';
import { FIRST_FREE_PORT, LAB_PORT, readPort } from '../config/network/port.ts';
import { ADDRESS_WORDS, type AddressWords } from '../config/words/address.ts';
import { HarnessError } from '../ground/errors.ts';
import { type AskedPort, addressesAsJson, addressesInWords } from '../report/addresses.ts';
import type { AddressCommand } from './address-arguments.ts';
import { networkOf, thisSystem } from './network.ts';
import { EXIT, type ExitCode, type World } from './world.ts';

/** `nullmodem address`: this computer's addresses, and which one to type on the other one. */
export async function address(command: AddressCommand, world: World): Promise<ExitCode> {
  const words = ADDRESS_WORDS[command.language];
  const asked = askedPort(command.port, words);
  const here = await thisSystem();
  if (asked.port < FIRST_FREE_PORT && here.platform !== 'win32') {
    const { what, fix } = words.privileged(asked.port);
    world.stderr.write(`warning[port-privileged]: ${what}\nfix: ${fix}\n\n`);
  }
  const choice = chooseAddress(networkOf(here));
  world.stdout.write(
    command.json
      ? `${addressesAsJson(choice, asked, world.version)}\n`
      : addressesInWords(choice, asked, words, world.stdout.columns),
  );
  return EXIT.PASSED;
}

function askedPort(text: string | undefined, words: AddressWords): AskedPort {
  if (text === undefined) return { port: LAB_PORT, isExample: true };
  const port = readPort(text);
  if (typeof port === 'number') return { port, isExample: false };
  const { what, fix } = words.portFault(port, text);
  throw new HarnessError('usage', what, fix);
}
