import type { MachineSetup } from '../scenario/model.ts';

/** `crystal +200ppm`, as a scenario file has it; empty where it is right. */
export const crystalInWords = ({ crystal = 0 }: MachineSetup): string =>
  crystal === 0 ? '' : `crystal ${crystal > 0 ? '+' : ''}${crystal}ppm`;
