/** The two machines of a scenario, and the two ends of a link. */
export const SIDES = ['A', 'B'] as const;
export type Side = (typeof SIDES)[number];

export const farSide = (side: Side): Side => (side === 'A' ? 'B' : 'A');
