import { type Color, colorText, contrast, leastContrast, legible, parseColor } from '../domain/color.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { type ChosenColors, type Palette, palettesOf, TEXT_CONTRAST } from '../domain/palette.ts';

type Key = keyof ChosenColors;

const appearances = [
  { name: 'light', accent: 'accent', paper: 'paper', ink: 'ink' },
  { name: 'dark', accent: 'accentDark', paper: 'paperDark', ink: 'inkDark' },
] as const;

/**
 * Measures the colours that an operator chose against the grounds they stand on (WCAG 2.2, 1.4.3, level AA). What
 * follows from them by itself can always be read.
 *
 * @param placeOf Where a key stands.
 * @returns The colours that can be used.
 */
export function checkColors(
  chosen: ChosenColors,
  placeOf: (key: Key) => Place,
): { readonly colors: ChosenColors; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const colors: Partial<Record<Key, string | undefined>> = { ...chosen };
  for (const { name, paper, ink } of appearances) {
    const key = colors[ink] === undefined ? paper : ink;
    const palette = palettesOf(colors)[name];
    if (colors[key] === undefined || contrast(palette.ink, palette.paper) >= TEXT_CONTRAST) continue;
    const what = key === ink ? `"${ink}"` : `The ink on "${paper}"`;
    diagnostics.push(tooLow(what, palette.ink, palette, name, placeOf(key), ink));
    delete colors[ink];
    delete colors[paper];
  }
  for (const { name, accent } of appearances) {
    const color = parseColor(colors[accent] ?? '');
    if (!color) continue;
    const palette = palettesOf(colors)[name];
    if (leastContrast(color, [palette.paper, palette.well]) >= TEXT_CONTRAST) continue;
    diagnostics.push(tooLow(`"${accent}"`, color, palette, name, placeOf(accent), accent));
    delete colors[accent];
  }
  return { colors, diagnostics };
}

function tooLow(what: string, color: Color, { paper, well }: Palette, name: string, at: Place, key: Key): Diagnostic {
  const ground = contrast(color, paper) < TEXT_CONTRAST ? paper : well;
  const where = ground === paper ? 'the paper' : 'the ground of code and quotes';
  // Rounded down, so that what is too low never reads as if it were enough.
  const ratio = Math.floor(contrast(color, ground) * 100) / 100;
  const end: Color = contrast(paper, BLACK) > contrast(paper, WHITE) ? BLACK : WHITE;
  const better = colorText(legible(color, [paper, well], TEXT_CONTRAST, end));
  return diagnose('site-contrast-low', {
    message: `${what} is ${colorText(color)} and has a contrast of ${ratio}:1 with ${where} of ${name} pages, ${colorText(ground)}; words need ${TEXT_CONTRAST}:1. The plain colours are used instead.`,
    hint: `The nearest colour that can be read there: ${key}: "${better}".`,
    at,
  });
}

const BLACK: Color = [0, 0, 0];
const WHITE: Color = [255, 255, 255];
