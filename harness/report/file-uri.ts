/** A file as a URI: relative where its path is, and a name of our own for what is no file (`<stdin>`, `--line-a`). */
export function fileUri(file: string): string {
  if (/^<\w+>$/.test(file)) return `nullmodem:${file.slice(1, -1)}`;
  if (file.startsWith('--')) return `nullmodem:${file.slice(2)}`;
  // A backslash may stand in a name on Unix; it parts folders where a drive or a server begins the path.
  const isWindows = /^([a-z]:[\\/]|\\\\)/i.test(file);
  const path = isWindows ? file.replaceAll('\\', '/') : file;
  const encoded = path.split('/').map(segmentOf).join('/');
  if (/^[a-z]:\//i.test(path)) return `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  if (path.startsWith('//')) return `file:${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

/** A name may have half a surrogate pair, which no URI can. */
const segmentOf = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
