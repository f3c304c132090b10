/** Data as JSON that may stand in a page's script element: no text in it can end the element or begin a comment. */
export const embedded = (data: unknown): string =>
  JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A script that may stand in a script element as it is. */
export const inlined = (script: string): string =>
  script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
