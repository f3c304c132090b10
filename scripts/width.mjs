// Stands in for string-width in the bundle. Loading that takes 25 ms, in which Node prepares to segment graphemes and
// to know every emoji; and nearly all that is printed is ASCII, one column a character.
const ASCII = /^[\x20-\x7e]*$/;

let widthOf;

export default function stringWidth(text, options) {
  if (ASCII.test(text)) return text.length;
  // A require, since an import would be carried out at the start.
  widthOf ??= require('string-width').default;
  return widthOf(text, options);
}
