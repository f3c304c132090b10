import type { LabParity } from '../lab7/line-request.ts';
import type { ProfileName } from '../link/profile.ts';
import type { HostSystem, Place } from './model.ts';

/** All beside the configurations that a rule may look at: gathered before, so that the rules are pure. */
export interface Circumstances {
  /** The command lines that the lab's program is run with. */
  readonly lines: { readonly a?: LabLine; readonly b?: LabLine };
  /** Undefined: those of the products in the files. */
  readonly profile?: ProfileName;
  /** The user says that the two machines run on two computers. */
  readonly apart: boolean;
  /** The system of this computer. */
  readonly system: HostSystem | 'unknown';
  /** Names of hosts that have been looked up. A name that is not in it has not been. */
  readonly names: ReadonlyMap<string, 'known' | 'unknown'>;
  /** Folders that have been looked for on this computer, by path. */
  readonly folders: ReadonlyMap<string, boolean>;
}

/** A command line of the lab's program, as far as two of them can be compared. */
export interface LabLine {
  /** The option's value. */
  readonly at: Place;
  /** 1 or 2. */
  readonly com: number;
  /** Undefined: `conf` asks for none. */
  readonly line?: {
    readonly bits: number;
    readonly stop: number;
    readonly parity: LabParity;
    readonly rate: number;
  };
  /** Undefined: `conf` and `set` transfer nothing. */
  readonly role?: 'tx' | 'rx';
}
