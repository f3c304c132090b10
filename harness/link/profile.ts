import { CRYSTAL_HZ } from '../ground/ticks.ts';

export const TRANSPORTS = ['cable', 'tcp', 'pipe'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export const PROFILES = ['wire', 'virtualbox5', 'virtualbox', 'qemu'] as const;
export type ProfileName = (typeof PROFILES)[number];
export type ByteProfileName = Exclude<ProfileName, 'wire'>;

/** What a hypervisor does with the bytes of an emulated serial port. */
export interface ByteProfile {
  /** Ticks for which a character waits for a full receiver before it is an overrun. */
  readonly patience: number;
  /** What becomes of characters sent over each transport while nobody is at the other end. */
  readonly withoutPeer: Readonly<Record<Transport, 'lost' | 'held'>>;
  /** A further connection to a listener that has its peer. */
  readonly secondConnection: 'closed' | 'waits';
  /** Whether a new line setting of the receiver's drops what has come for it and has not been given to its chip. */
  readonly flushesOnNewLine: boolean;
}

const HELD_ON_A_PIPE = { cable: 'lost', tcp: 'lost', pipe: 'held' } as const;

export const BYTE_PROFILES: Readonly<Record<ByteProfileName, ByteProfile>> = {
  virtualbox5: {
    patience: CRYSTAL_HZ / 4,
    withoutPeer: HELD_ON_A_PIPE,
    secondConnection: 'closed',
    flushesOnNewLine: false,
  },
  virtualbox: {
    patience: Number.POSITIVE_INFINITY,
    withoutPeer: HELD_ON_A_PIPE,
    secondConnection: 'closed',
    flushesOnNewLine: true,
  },
  qemu: {
    patience: Number.POSITIVE_INFINITY,
    withoutPeer: { cable: 'lost', tcp: 'lost', pipe: 'lost' },
    secondConnection: 'waits',
    flushesOnNewLine: false,
  },
};

/** The lab's hypervisor where bytes travel; the wire where there is one. */
export const defaultProfile = (transport: Transport): ProfileName =>
  transport === 'cable' ? 'wire' : 'virtualbox5';
