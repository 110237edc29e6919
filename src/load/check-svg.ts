/** The elements of a drawing, in lower case. None of them runs or loads anything. */
const drawing = new Set(
  `svg g defs title desc path rect circle ellipse line polyline polygon text tspan textpath lineargradient radialgradient
  stop clippath mask pattern symbol use marker filter feblend fecolormatrix fecomposite feflood fegaussianblur femerge
  femergenode feoffset fedropshadow metadata`
    .trim()
    .split(/\s+/),
);

const TAG = /<\/?([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Says why a drawing is not shown. Browsers run no script of a picture, but somebody can open its address as a page, so
 * only plain drawings are taken: known elements, no handlers, no addresses but those of its own parts.
 *
 * @returns A sentence, or undefined for a plain drawing.
 */
export function svgTrouble(text: string): string | undefined {
  // In another one the same bytes are other tags to a browser than they are here.
  const declared = /^\uFEFF?\s*<\?xml[^>]*encoding\s*=\s*["']?([^"'\s?>]*)/i.exec(text)?.[1];
  if (declared !== undefined && declared.toLowerCase() !== 'utf-8')
    return `Its encoding is "${declared}" and not UTF-8.`;
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/^\s*<\?xml\s[^<>]*\?>/, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '');
  if (/<!/.test(plain)) return 'It has a document type or a CDATA section, which can hide what the rest means.';
  if (/<\?/.test(plain)) return 'It has an instruction for processing, which can load a stylesheet.';
  if (!/^\s*<svg[\s>]/.test(plain)) return 'It does not begin with <svg>.';
  for (const [, name = '', rest = ''] of plain.matchAll(TAG)) {
    if (!drawing.has(name.toLowerCase())) return `It holds <${name}>, which is not part of a plain drawing.`;
    for (const [, attribute = '', double, single] of rest.matchAll(ATTRIBUTE)) {
      const trouble = attributeTrouble(attribute.toLowerCase(), (double ?? single ?? '').trim());
      if (trouble !== undefined) return trouble;
    }
    if (rest.replaceAll(ATTRIBUTE, '').replace(/\/$/, '').trim() !== '')
      return `<${name}> has an attribute without quotes.`;
  }
  // What is left of the tags has to be text: a tag that was not understood is not let through.
  return /[<>]/.test(plain.replaceAll(TAG, '')) ? 'It is not well-formed.' : undefined;
}

function attributeTrouble(name: string, value: string): string | undefined {
  if (value.includes('<')) return 'It is not well-formed.';
  const local = name.slice(name.indexOf(':') + 1);
  if (local.startsWith('on')) return `It has the handler "${name}", which is code.`;
  if (local === 'href' && !/^#[\w.-]+$/.test(value)) return `"${name}" leads out of the drawing.`;
  if (name.startsWith('xmlns')) return undefined;
  if (/\\|&|url\((?!["']?#)|@import|expression\(/i.test(value)) return `"${name}" can load something from elsewhere.`;
  return undefined;
}
