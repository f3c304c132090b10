/** Text to bytes, one byte a character where it is below 256, else its UTF-8. */
export const bytesOf = (text: string): Uint8Array =>
  [...text].every((char) => char.charCodeAt(0) < 256)
    ? Uint8Array.from(text, (char) => char.charCodeAt(0))
    : new TextEncoder().encode(text);

/** Bytes as a person reads them: printable ASCII as it is, the usual escapes, else `\xHH`. */
export function inWords(bytes: Iterable<number>): string {
  let words = '';
  for (const byte of bytes) {
    if (byte === 0x0a) words += '\\n';
    else if (byte === 0x0d) words += '\\r';
    else if (byte === 0x09) words += '\\t';
    else if (byte === 0x5c) words += '\\\\';
    else if (byte >= 0x20 && byte < 0x7f) words += String.fromCharCode(byte);
    else words += `\\x${hex2(byte)}`;
  }
  return words;
}

export const hex2 = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

/** A port's address as the lab writes it: three digits at least. */
export const hexPort = (port: number): string => port.toString(16).toUpperCase().padStart(3, '0');
