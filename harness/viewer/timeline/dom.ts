type Properties<T extends keyof HTMLElementTagNameMap> = Partial<
  Pick<HTMLElementTagNameMap[T], 'className' | 'id' | 'title' | 'textContent' | 'tabIndex'>
> &
  Readonly<Record<`aria-${string}` | `data-${string}` | 'role' | 'type' | 'placeholder' | 'size', string>>;

/** An element with what it is and what is in it. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Partial<Properties<T>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && !name.includes('-') && name !== 'type' && name !== 'role')
      Reflect.set(made, name, value);
    else made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}
