import { MCR, MSR } from '../uart/registers.ts';

/**
 * The null-modem cable's crossing of the modem lines: DTR to the other end's DSR and DCD, RTS to its CTS.
 * Outputs as MCR bits in, inputs as MSR bits out.
 */
export const crossed = (outputs: number): number =>
  ((outputs & MCR.DTR) !== 0 ? MSR.DSR | MSR.DCD : 0) | ((outputs & MCR.RTS) !== 0 ? MSR.CTS : 0);

/** What a hypervisor's emulated port shows whatever stands at the other end: DCD, DSR and CTS on. */
export const ALWAYS_ON = MSR.DCD | MSR.DSR | MSR.CTS;
