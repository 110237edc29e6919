export interface StartTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where it begins. */
  readonly index: number;
}

const TAG = /<([a-z][a-z0-9-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*>/g;

/** The start tags of HTML that our own serialisers wrote: attributes in double quotes, no `<` in text. */
export function startTags(html: string): StartTag[] {
  return [...html.matchAll(TAG)].map(({ 1: name = '', 2: rest = '', index }) => {
    const pairs = [...rest.matchAll(/\s+([^\s=>"]+)(?:="([^"]*)")?/g)];
    return { name, index, attributes: new Map(pairs.map(([, key = '', value = '']) => [key, value])) };
  });
}
