import { IER, IIR } from './registers.ts';

/** The sources that may ask for an interrupt, each as it stands now. */
export interface Sources {
  readonly lineStatus: boolean;
  readonly dataAvailable: boolean;
  readonly characterTimeout: boolean;
  readonly thre: boolean;
  readonly modemStatus: boolean;
}

/**
 * The interrupt ladder (PC16550D 8.6, table IV): what IIR bits 3 to 0 show. A pure function of state, so a write to
 * IER weighs every source anew. Where both stand on the second level, data available is shown before the timeout
 * (the book leaves it open).
 */
export function identify(ier: number, sources: Sources): number {
  if ((ier & IER.RLS) !== 0 && sources.lineStatus) return IIR.LINE_STATUS;
  if ((ier & IER.RDA) !== 0) {
    if (sources.dataAvailable) return IIR.DATA_AVAILABLE;
    if (sources.characterTimeout) return IIR.CHARACTER_TIMEOUT;
  }
  if ((ier & IER.THRE) !== 0 && sources.thre) return IIR.THRE;
  if ((ier & IER.MODEM) !== 0 && sources.modemStatus) return IIR.MODEM_STATUS;
  return IIR.NONE;
}
