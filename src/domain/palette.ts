import { type Color, colorText, contrast, leastContrast, legible, mix, parseColor } from './color.ts';

/** WCAG 2.2, level AA: of words, and of marks and borders that mean something. */
export const TEXT_CONTRAST = 4.5;
export const MARK_CONTRAST = 3;

/** The roles of colour that a theme can change; the custom properties of `styles/tokens.css`. */
const roles = [
  'paper',
  'sheet',
  'well',
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'signal',
  'signal-wash',
  'accent',
  'accent-wash',
  'on-accent',
  'water',
] as const;
type Role = (typeof roles)[number];
export type Palette = Readonly<Record<Role, Color>>;

const hex = (text: string): Color => parseColor(text) ?? [0, 0, 0];

/** The colours of a page without a theme. A test compares them with `styles/tokens.css`. */
export const plainPalettes: { readonly light: Palette; readonly dark: Palette } = {
  light: {
    paper: hex('#f4f0e5'),
    sheet: hex('#fdfbf6'),
    well: hex('#e9e3d3'),
    ink: hex('#15202b'),
    'ink-soft': hex('#505b66'),
    line: hex('#d9d1be'),
    'line-strong': hex('#8d8570'),
    signal: hex('#b3370c'),
    'signal-wash': hex('#f7e3d6'),
    accent: hex('#b3370c'),
    'accent-wash': hex('#f7e3d6'),
    'on-accent': hex('#fffdf8'),
    water: hex('#0d5767'),
  },
  dark: {
    paper: hex('#0e161e'),
    sheet: hex('#15202a'),
    well: hex('#1d2a36'),
    ink: hex('#ece7da'),
    'ink-soft': hex('#a6b2bc'),
    line: hex('#2a3946'),
    'line-strong': hex('#6d7d8a'),
    signal: hex('#ff8d5c'),
    'signal-wash': hex('#33231d'),
    accent: hex('#ff8d5c'),
    'accent-wash': hex('#33231d'),
    'on-accent': hex('#14100d'),
    water: hex('#82cdd9'),
  },
};

/** The colours an operator chose, `#rrggbb` or `#rgb`. Those that are left out follow from the others. */
export interface ChosenColors {
  readonly accent?: string | undefined;
  readonly accentDark?: string | undefined;
  readonly paper?: string | undefined;
  readonly paperDark?: string | undefined;
  readonly ink?: string | undefined;
  readonly inkDark?: string | undefined;
}

/**
 * All colours of both themes that follow from the few that were chosen. What was chosen stays as it is; what follows
 * from it can be read on every ground that it stands on.
 */
export function palettesOf(chosen: ChosenColors): { readonly light: Palette; readonly dark: Palette } {
  const read = (text: string | undefined): Color | undefined => (text === undefined ? undefined : parseColor(text));
  const accent = read(chosen.accent);
  const light = { accent, paper: read(chosen.paper), ink: read(chosen.ink) };
  const paperDark = read(chosen.paperDark);
  const inkDark = read(chosen.inkDark);
  const grounds = groundsOf(plainPalettes.dark, { paper: paperDark, ink: inkDark });
  const lighter = accent && legible(accent, [grounds.paper, grounds.well], TEXT_CONTRAST, WHITE);
  return {
    light: follow(plainPalettes.light, light),
    dark: follow(plainPalettes.dark, {
      accent: read(chosen.accentDark) ?? lighter,
      paper: paperDark,
      ink: inkDark,
    }),
  };
}

const WHITE: Color = [255, 255, 255];

interface Chosen {
  readonly accent?: Color | undefined;
  readonly paper?: Color | undefined;
  readonly ink?: Color | undefined;
}

/** What words and lines stand on, and the plain lines themselves. */
function groundsOf(plain: Palette, { paper, ink }: Chosen): Palette {
  if (!paper && !ink) return plain;
  const ground = paper ?? plain.paper;
  const words = ink ?? plain.ink;
  const isDark = contrast(ground, WHITE) > contrast(ground, [0, 0, 0]);
  const well = mix(ground, words, 0.08);
  return {
    ...plain,
    paper: ground,
    sheet: mix(ground, WHITE, isDark ? 0.05 : 0.6),
    well,
    ink: words,
    'ink-soft': legible(mix(words, ground, 0.3), [ground, well], TEXT_CONTRAST, words),
    line: mix(ground, words, 0.14),
    'line-strong': legible(mix(ground, words, 0.45), [ground, well], MARK_CONTRAST, words),
    signal: legible(plain.signal, [ground, well], TEXT_CONTRAST, words),
    water: legible(plain.water, [ground, well], TEXT_CONTRAST, words),
  };
}

function follow(plain: Palette, chosen: Chosen): Palette {
  const base = groundsOf(plain, chosen);
  const { paper, well, ink } = base;
  const accent = chosen.accent ?? legible(plain.accent, [paper, well], TEXT_CONTRAST, ink);
  if (!chosen.accent && !chosen.paper && !chosen.ink) return plain;
  return {
    ...base,
    'signal-wash': wash(base.signal, base),
    accent,
    'accent-wash': wash(accent, base),
    'on-accent': contrast(ON_DARK, accent) >= contrast(ON_LIGHT, accent) ? ON_DARK : ON_LIGHT,
    // Links take part in the accent, so that they belong to it, and are nearer to the words.
    ...(chosen.accent && { water: legible(mix(accent, ink, 0.2), [paper, well], TEXT_CONTRAST, ink) }),
  };
}

const ON_DARK: Color = plainPalettes.light['on-accent'];
const ON_LIGHT: Color = plainPalettes.dark['on-accent'];

/** The paper with as much of a colour in it as its words, and those in that colour, can bear. */
function wash(color: Color, { paper, ink }: Palette): Color {
  for (let share = 0.14; share > 0; share -= 0.02) {
    const ground = mix(paper, color, share);
    if (leastContrast(ground, [color, ink]) >= TEXT_CONTRAST) return ground;
  }
  return paper;
}

/**
 * The custom properties of a theme, for both appearances.
 *
 * @returns CSS. Empty where nothing was chosen.
 */
export function paletteCss(chosen: ChosenColors): string {
  if (Object.values(chosen).every((color) => color === undefined)) return '';
  const { light, dark } = palettesOf(chosen);
  const lines = roles.map((role) => `  --${role}: light-dark(${colorText(light[role])}, ${colorText(dark[role])});`);
  return `:root {\n${lines.join('\n')}\n}\n`;
}
