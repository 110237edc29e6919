/** A colour of the screen: red, green and blue, each a whole number from 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** Reads `#rrggbb` or `#rgb`; undefined for anything else. */
export function parseColor(text: string): Color | undefined {
  if (!HEX.test(text)) return undefined;
  const long = text.length === 4 ? text.slice(1).replaceAll(/./g, '$&$&') : text.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
  return [red, green, blue];
}

/** The colour as `#rrggbb`. */
export function colorText(color: Color): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** So much of `other` in a colour, from 0 to 1, channel by channel. */
export function mix(color: Color, other: Color, share: number): Color {
  const [red, green, blue] = color.map((channel, at) => Math.round(channel + ((other[at] ?? 0) - channel) * share));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance, from 0 to 1 (WCAG 2.2). */
function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The least contrast of a colour with any of several. */
export function leastContrast(color: Color, others: readonly Color[]): number {
  return Math.min(...others.map((other) => contrast(color, other)));
}

/**
 * The colour, or the nearest one on the way to `end` that has the contrast asked for with each of the grounds.
 *
 * @returns `end` where none on the way has it.
 */
export function legible(color: Color, grounds: readonly Color[], least: number, end: Color): Color {
  for (let step = 0; step < STEPS; step++) {
    const nearer = mix(color, end, step / STEPS);
    if (leastContrast(nearer, grounds) >= least) return nearer;
  }
  return end;
}

const STEPS = 50;
