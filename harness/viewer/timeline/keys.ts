/** All that the time axis can be told to do. */
export type Command =
  | 'previous'
  | 'next'
  | 'pan-left'
  | 'pan-right'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'end'
  | 'row-up'
  | 'row-down'
  | 'select'
  | 'previous-byte'
  | 'next-byte'
  | 'failure'
  | 'go-to'
  | 'let-go'
  | 'keys';

export interface KeyRule {
  readonly keys: readonly string[];
  readonly shift?: boolean;
  readonly shown: string;
  readonly command: Command;
  readonly words: string;
}

/** One list for what keys do and for what the dialog says of them. */
export const KEYS: readonly KeyRule[] = [
  {
    keys: ['ArrowLeft'],
    shift: true,
    shown: 'Shift ←',
    command: 'pan-left',
    words: 'move the window to earlier',
  },
  {
    keys: ['ArrowRight'],
    shift: true,
    shown: 'Shift →',
    command: 'pan-right',
    words: 'move the window to later',
  },
  {
    keys: ['ArrowLeft'],
    shown: '←',
    command: 'previous',
    words: 'previous event, in the chosen row if there is one',
  },
  { keys: ['ArrowRight'], shown: '→', command: 'next', words: 'next event' },
  {
    keys: ['ArrowUp'],
    shown: '↑',
    command: 'row-up',
    words: 'choose the row above; above the first: all rows',
  },
  { keys: ['ArrowDown'], shown: '↓', command: 'row-down', words: 'choose the row below' },
  { keys: ['Enter', ' '], shown: 'Enter', command: 'select', words: 'select what is at the cursor' },
  { keys: ['n'], shown: 'n', command: 'next-byte', words: 'next byte of the same machine' },
  { keys: ['p'], shown: 'p', command: 'previous-byte', words: 'previous byte' },
  { keys: ['+', '='], shown: '+', command: 'zoom-in', words: 'closer' },
  { keys: ['-', '_'], shown: '-', command: 'zoom-out', words: 'further away' },
  { keys: ['0', 'Home'], shown: '0 or Home', command: 'fit', words: 'all of the time' },
  { keys: ['End'], shown: 'End', command: 'end', words: 'the end' },
  { keys: ['f'], shown: 'f', command: 'failure', words: 'where it failed' },
  { keys: ['g'], shown: 'g', command: 'go-to', words: 'type a tick or a time, as 1600, 300us or 2ms' },
  { keys: ['Escape'], shown: 'Esc', command: 'let-go', words: 'select nothing' },
  { keys: ['?'], shown: '?', command: 'keys', words: 'this list' },
];

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Ctrl and g go to a tick too; every other key with Ctrl is the browser's. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): Command | null {
  if (altKey || metaKey || (ctrlKey && key !== 'g')) return null;
  const rule = KEYS.find(
    ({ keys, shift = false }) => keys.includes(key) && (!key.startsWith('Arrow') || shift === shiftKey),
  );
  return rule?.command ?? null;
}
