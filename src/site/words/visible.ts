/** Joiners that have a meaning: in pictures of several parts, and in words of Persian and of Indic scripts. */
const pictures = String.raw`(?<=\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D(?=\p{Extended_Pictographic})`;
const joining = String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}]`;
const kept = `${pictures}|(?<=${joining})[\\u200C\\u200D](?=${joining})`;

/** Controls, characters without width, those that turn the direction of writing, and the invisible tag letters. */
const hidden = String.raw`[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2028\u2029\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]`;

const pattern = new RegExp(`${kept}|(${hidden})`, 'gu');

/**
 * A text of strangers as pages show it: what a reader could not see, or what would turn the words around it, stands
 * there as an escape. Put it into `<bdi>`, because letters that run from right to left stay what they are.
 */
export function visible(text: string): string {
  return text.replaceAll(pattern, (match: string, found: string | undefined) =>
    found === undefined ? match : `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** A text in pieces: those that are shown as they are, and runs of hidden characters as their escapes. */
export function hiddenParts(text: string): readonly { readonly text: string; readonly hidden: boolean }[] {
  const parts: { text: string; hidden: boolean }[] = [];
  const push = (piece: string, isHidden: boolean): void => {
    const last = parts.at(-1);
    if (last?.hidden === isHidden) last.text += piece;
    else if (piece !== '') parts.push({ text: piece, hidden: isHidden });
  };
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    push(text.slice(end, match.index), false);
    // What is kept is kept for what stands beside it, so it must not be asked about alone.
    push(match[1] === undefined ? match[0] : visible(match[0]), match[1] !== undefined);
    end = match.index + match[0].length;
  }
  push(text.slice(end), false);
  return parts;
}

/** Cuts a text for a list at a word, where there is one near. */
export function clip(text: string, longest: number): string {
  const head = cutAt(text, longest);
  return head.length < text.length ? `${head.trimEnd()}…` : text;
}

/** A text in two: what is shown at once, and the rest, which is empty for nearly all. */
export function split(text: string, longest: number): readonly [string, string] {
  const head = cutAt(text, longest);
  return [head.trimEnd(), text.slice(head.length).trimStart()];
}

function cutAt(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Never between the two halves of a character.
  const head = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/u, '');
  const space = head.lastIndexOf(' ');
  return space > longest * 0.8 ? head.slice(0, space) : head;
}
