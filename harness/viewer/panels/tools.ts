import type { Viewed } from '../../report/viewer/viewed.ts';
import { element } from '../element.ts';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Copying the command that plays it again, and the colours. */
export function toolsOf({ play }: Pick<Viewed, 'play'>): readonly HTMLElement[] {
  return [...(play === null ? [] : copier(play.replay)), themes()];
}

function copier(replay: string): readonly HTMLElement[] {
  const said = element('output', { role: 'status' });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(replay);
      said.textContent = 'copied';
    } catch {
      said.textContent = selected(document.querySelector('#replay pre')) ? 'selected: press Ctrl-C' : '';
    }
  };
  const button = element(
    'button',
    { type: 'button', id: 'copy', onclick: () => void copy() },
    'Copy replay command',
  );
  return [said, button];
}

/** Where the clipboard is not ours, the command is marked for Ctrl-C. */
function selected(command: Element | null): boolean {
  if (command === null) return false;
  command.closest('details')?.setAttribute('open', '');
  getSelection()?.selectAllChildren(command);
  command.scrollIntoView({ block: 'nearest' });
  return true;
}

function themes(): HTMLElement {
  let at = 0;
  const button = element('button', { type: 'button', id: 'theme', onclick: () => turn(1) });
  const turn = (by: number): void => {
    at = (at + by) % THEMES.length;
    const theme = THEMES[at] ?? 'auto';
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = `Colours: ${theme}`;
  };
  turn(0);
  return button;
}
