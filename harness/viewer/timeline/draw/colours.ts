/** What the page's style sheet says, by light and dark. */
const NAMES = [
  'paper',
  'ink',
  'dim',
  'grid',
  'a',
  'b',
  'start',
  'data',
  'parity',
  'stop',
  'bad',
  'warn',
  'ok',
  'select',
  'irq',
] as const;

export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const said = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || style.color]);
  return Object.fromEntries(said) as Colours;
}

/** Tells each time when the page may have other colours: the system's, the page's own switch, and on paper. */
export function watchColours(changed: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', 'print'])
    matchMedia(query).addEventListener('change', changed);
  new MutationObserver(changed).observe(document.documentElement, {
    attributeFilter: ['data-theme', 'class'],
  });
}
