import { describe, expect, test } from 'vitest';
import { svgTrouble } from '../../src/load/check-svg.ts';
import { readPicture } from '../../src/load/read-picture.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';

const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const at = { root: 'catalog', file: 'catalog.yaml' } as const;

describe('a drawing', () => {
  test.each(['UTF-8', 'utf-8'])('in %s is taken', (encoding) => {
    expect(svgTrouble(`<?xml version="1.0" encoding="${encoding}"?>${svg('<g id="a"/>')}`)).toBeUndefined();
  });

  test('in another encoding is not: between the two escapes a browser reads a letter, and no end of an attribute', () => {
    const hidden = '<g id="\u001B$B!"\u001B(Bx="> is text there" r="/> "/></g>';
    expect(svgTrouble(`<?xml version="1.0" encoding="ISO-2022-JP"?>${svg(hidden)}`)).toBe(
      'Its encoding is "ISO-2022-JP" and not UTF-8.',
    );
  });

  test('with a tag in an attribute is not', () => {
    expect(svgTrouble(svg('<g id="><script>hacked = 1</script>"/>'))).toBe('It is not well-formed.');
  });
});

test.each(['file/logo.svg', 'round/logo.svg', `${'a/'.repeat(90)}logo.svg`, `${'a'.repeat(300)}.svg`])(
  'a picture at %s is not there, and ends nothing',
  async (path) => {
    const dir = catalogFolder({ file: 'Nothing.', round: { link: 'round' } });
    const { diagnostics } = await readPicture(dir, path, at);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `There is no file "${path}" in the catalog folder. The plain look is used instead.`,
    ]);
  },
);
