import { describe, expect, test } from 'vitest';
import { type Color, colorText, contrast, parseColor } from '../../src/domain/color.ts';
import { MARK_CONTRAST, type Palette, paletteCss, palettesOf, TEXT_CONTRAST } from '../../src/domain/palette.ts';
import { checkColors } from '../../src/load/check-colors.ts';

const at = () => ({ root: 'catalog', file: 'catalog.yaml' }) as const;

test('contrast is that of WCAG', () => {
  const between = (one: string, other: string): string =>
    contrast(parseColor(one) as Color, parseColor(other) as Color).toFixed(2);
  expect([
    between('#000', '#fff'),
    between('#fff', '#fff'),
    between('#777777', '#ffffff'),
    between('#0000ff', '#fff'),
  ]).toEqual(['21.00', '1.00', '4.48', '8.59']);
});

test.for(['blue', '#12', '#12345', '#1234567', 'rgb(0 0 0)', '#ggg', ' #000', ''])('"%s" is no colour', (text) => {
  expect(parseColor(text)).toBeUndefined();
});

/** What stands on what, and how well it has to be told from it. */
function unreadable(palette: Palette): string[] {
  const pairs: [keyof Palette, keyof Palette, number][] = [
    ['ink', 'paper', TEXT_CONTRAST],
    ['ink', 'accent-wash', TEXT_CONTRAST],
    ['ink', 'signal-wash', TEXT_CONTRAST],
    ['ink-soft', 'paper', TEXT_CONTRAST],
    ['ink-soft', 'well', TEXT_CONTRAST],
    ['accent', 'paper', TEXT_CONTRAST],
    ['accent', 'well', TEXT_CONTRAST],
    ['accent', 'accent-wash', TEXT_CONTRAST],
    ['on-accent', 'accent', TEXT_CONTRAST],
    ['water', 'paper', TEXT_CONTRAST],
    ['water', 'well', TEXT_CONTRAST],
    ['signal', 'paper', TEXT_CONTRAST],
    ['line-strong', 'paper', MARK_CONTRAST],
  ];
  return pairs
    .filter(([words, ground, least]) => contrast(palette[words], palette[ground]) < least)
    .map(([words, ground]) => `${words} ${colorText(palette[words])} on ${ground} ${colorText(palette[ground])}`);
}

describe('whatever an operator chooses', () => {
  const steps = ['00', '33', '77', 'bb', 'ff'];
  const colors = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));

  test('all that is used of it can be read, and what follows from it too', () => {
    const grounds = [
      {},
      { paper: '#ffffff', paperDark: '#000000' },
      { paper: '#fdf6e3', ink: '#333333', inkDark: '#ffffff' },
    ];
    const bad: string[] = [];
    let used = 0;
    for (const accent of colors) {
      for (const ground of grounds) {
        const { colors: chosen } = checkColors({ ...ground, accent, accentDark: accent }, at);
        used += chosen.accent === undefined && chosen.accentDark === undefined ? 0 : 1;
        const { light, dark } = palettesOf(chosen);
        bad.push(...unreadable(light), ...unreadable(dark));
      }
    }
    expect(bad).toEqual([]);
    expect(used).toBeGreaterThan(100);
  });

  test('a paper and an ink of any colour are used or told', () => {
    for (const paper of colors)
      for (const ink of ['#000000', '#777777', '#ffffff']) {
        const { colors: chosen, diagnostics } = checkColors({ paper, ink }, at);
        expect(chosen.paper === undefined, `${paper} ${ink}`).toBe(diagnostics.length > 0);
        expect(contrast(palettesOf(chosen).light.ink, palettesOf(chosen).light.paper)).toBeGreaterThanOrEqual(
          TEXT_CONTRAST,
        );
      }
  });
});

test('the stylesheet of a theme', () => {
  expect(paletteCss({})).toBe('');
  expect(paletteCss({ accent: '#1e3a8a' })).toMatchInlineSnapshot(`
    ":root {
      --paper: light-dark(#f4f0e5, #0e161e);
      --sheet: light-dark(#fdfbf6, #15202a);
      --well: light-dark(#e9e3d3, #1d2a36);
      --ink: light-dark(#15202b, #ece7da);
      --ink-soft: light-dark(#505b66, #a6b2bc);
      --line: light-dark(#d9d1be, #2a3946);
      --line-strong: light-dark(#8d8570, #6d7d8a);
      --signal: light-dark(#b3370c, #ff8d5c);
      --signal-wash: light-dark(#eedecf, #302727);
      --accent: light-dark(#1e3a8a, #8191bd);
      --accent-wash: light-dark(#d6d7d8, #1e2734);
      --on-accent: light-dark(#fffdf8, #14100d);
      --water: light-dark(#1c3577, #96a2c3);
    }
    "
  `);
});
