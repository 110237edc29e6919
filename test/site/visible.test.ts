import { describe, expect, test } from 'vitest';
import { clip, hiddenParts, split, visible } from '../../src/site/words/visible.ts';

describe('visible', () => {
  test('shows what hides, and what turns the words around it', () => {
    expect(visible('a\u200Bb\u202Ec\u2066d\u0007e\u{E0041}f\uFEFFg\u00ADh')).toBe(
      String.raw`a\u{200b}b\u{202e}c\u{2066}d\u{7}e\u{e0041}f\u{feff}g\u{ad}h`,
    );
  });

  test('leaves writing alone: pictures of several parts, Persian, Hindi, Hebrew, lines', () => {
    const texts = [
      '\u{1F469}\u200D\u{1F4BB} and \u{1F469}\u{1F3FD}\u200D\u{1F680} and \u2764\uFE0F\u200D\u{1F525}',
      '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
      '\u0915\u094D\u200D\u0937',
      'שלום',
      'one\n\ttwo',
      'naïve – “quoted”',
    ];
    for (const text of texts) expect(visible(text)).toBe(text);
  });

  test('shows joiners where nothing is joined', () => {
    expect(visible('pay\u200Dpal')).toBe(String.raw`pay\u{200d}pal`);
  });
});

describe('hiddenParts', () => {
  test('gives each run of hidden characters as one piece, and keeps joiners that join', () => {
    expect(hiddenParts('a\u200B\u200Bb \u{1F469}\u200D\u{1F4BB}\u{E0041}')).toEqual([
      { text: 'a', hidden: false },
      { text: String.raw`\u{200b}\u{200b}`, hidden: true },
      { text: 'b \u{1F469}\u200D\u{1F4BB}', hidden: false },
      { text: String.raw`\u{e0041}`, hidden: true },
    ]);
    expect(hiddenParts('plain')).toEqual([{ text: 'plain', hidden: false }]);
    expect(hiddenParts('')).toEqual([]);
  });
});

describe('clip and split', () => {
  test('cut at a word where one is near, and never through a character', () => {
    expect(clip('one two three', 20)).toBe('one two three');
    expect(clip('one two three', 9)).toBe('one two t…');
    expect(clip('seven eight nine', 13)).toBe('seven eight…');
    expect(clip(`abc${'\u{1F600}'.repeat(9)}`, 4)).toBe('abc…');
    expect(split('seven eight nine', 13)).toEqual(['seven eight', 'nine']);
    expect(split('short', 13)).toEqual(['short', '']);
  });
});
