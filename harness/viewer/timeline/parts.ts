import { element } from '../element.ts';
import { type Command, KEYS } from './keys.ts';

/** The elements that the time axis is made of. */
export interface Parts {
  readonly region: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly tip: HTMLElement;
  readonly said: HTMLElement;
  readonly dialog: HTMLDialogElement;
  readonly goTo: HTMLInputElement;
  readonly row: HTMLElement;
  readonly bar: HTMLElement;
}

interface Button {
  readonly command: Command;
  readonly shown: string;
  readonly label: string;
}

const BUTTONS: readonly Button[] = [
  { command: 'zoom-in', shown: '+', label: 'Closer (+)' },
  { command: 'zoom-out', shown: '−', label: 'Further away (-)' },
  { command: 'fit', shown: 'All', label: 'All of the time (0)' },
  { command: 'failure', shown: 'Failure', label: 'Failure: where it failed (f)' },
  { command: 'previous', shown: '◂ Event', label: 'Previous event (left arrow)' },
  { command: 'next', shown: 'Event ▸', label: 'Next event (right arrow)' },
  { command: 'previous-byte', shown: '◂ Byte', label: 'Previous byte (p)' },
  { command: 'next-byte', shown: 'Byte ▸', label: 'Next byte (n)' },
];

export function partsIn(root: HTMLElement, hasFailed: boolean, carryOut: (command: Command) => void): Parts {
  const button = ({ command, shown, label }: Button): HTMLElement =>
    element(
      'button',
      { type: 'button', title: label, 'aria-label': label, onclick: () => carryOut(command) },
      shown,
    );
  const goTo = element('input', {
    type: 'text',
    size: '9',
    placeholder: 'tick or 2ms',
    'aria-label': 'Go to a tick or a time (g)',
  });
  const row = element('span', { class: 'tl-row' });
  const bar = element(
    'div',
    { class: 'tl-bar', role: 'toolbar', 'aria-label': 'Time axis' },
    ...BUTTONS.filter(({ command }) => hasFailed || command !== 'failure').map(button),
    goTo,
    row,
    button({ command: 'keys', shown: '? Keys', label: 'What the keys do (?)' }),
  );
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const tip = element('div', { class: 'tl-tip', 'aria-hidden': 'true' });
  const hint = element(
    'p',
    { id: 'tl-hint', class: 'tl-hint' },
    'Left and right arrows go from event to event, up and down choose a row, plus and minus zoom, question mark lists all keys.',
  );
  const region = element(
    'div',
    {
      class: 'tl-region',
      tabindex: 0,
      role: 'application',
      'aria-label': 'Time axis of both machines',
      'aria-describedby': 'tl-hint',
    },
    canvas,
    tip,
  );
  const said = element('p', { class: 'tl-said', 'aria-live': 'polite', 'aria-atomic': 'true' });
  const dialog = keysDialog();
  root.classList.add('tl');
  root.append(bar, region, hint, said, dialog);
  return { region, canvas, tip, said, dialog, goTo, row, bar };
}

function keysDialog(): HTMLDialogElement {
  const rows = KEYS.map(({ shown, words }) =>
    element('div', {}, element('dt', {}, element('kbd', {}, shown)), element('dd', {}, words)),
  );
  const close = element('button', { type: 'button', onclick: () => dialog.close() }, 'Close');
  const dialog: HTMLDialogElement = element(
    'dialog',
    { class: 'tl-keys', 'aria-label': 'What the keys do' },
    element('h2', {}, 'Keys on the time axis'),
    element('dl', {}, ...rows),
    element(
      'p',
      {},
      'The wheel zooms, Shift and the wheel move. Drag to move, drag on the ruler to move the cursor, double-click to come closer.',
    ),
    close,
  );
  return dialog;
}
