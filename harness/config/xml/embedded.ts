const DOMAIN = /<domain(?:\s[^<>]{0,2000})?>/g;
const END = '</domain>';
const SERIAL = /<(?:serial|console)[\s>/]/;

/**
 * A text that is no XML, with blanks for all but the domains of libvirt in it: what a script writes to a file, what a
 * page shows. Undefined where there is none that has a serial port.
 */
export function embeddedIn(text: string): string | undefined {
  let [kept, done] = ['', 0];
  for (let found = DOMAIN.exec(text); found !== null; found = DOMAIN.exec(text)) {
    const closes = text.indexOf(END, found.index);
    if (closes < 0) break;
    const to = closes + END.length;
    kept += ' '.repeat(found.index - done) + text.slice(found.index, to);
    done = to;
    DOMAIN.lastIndex = to;
  }
  DOMAIN.lastIndex = 0;
  return SERIAL.test(kept) ? kept : undefined;
}
