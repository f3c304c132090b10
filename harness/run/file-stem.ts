const LONGEST_SLUG = 80;
/** Windows has devices of these names, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** What a scenario's files are called: with a hash where the name cannot be had again from it. */
export function fileStem(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  const isWhole = slug.replaceAll('-', ' ') === name && slug !== '' && !DEVICE.test(slug);
  return isWhole ? slug : [...(slug === '' ? [] : [slug]), hashOf(name)].join('-');
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
