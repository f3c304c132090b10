type Child = Node | string | null;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/** An element with its attributes, what it listens to (`onclick`), and what is in it. Null and false are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value);
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A part of the page with its own heading. */
export function panel(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return element(
    'section',
    { id, class: 'panel', 'aria-labelledby': `${id}-title` },
    element('header', {}, element('h2', { id: `${id}-title` }, title)),
    ...children,
  );
}
