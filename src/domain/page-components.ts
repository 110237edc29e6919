import { Coordinate } from './coordinate.ts';
import { Kind } from './kind.ts';
import { isSlug } from './slug.ts';

/** An attribute of a component: what it takes, in words, and whether a value is one. */
interface Attribute {
  readonly takes: string;
  readonly isRequired?: true;
  readonly accepts: (value: string) => boolean;
}

/** What an extra page can show beside text. Every attribute is a text in quotes. */
export const pageComponents = {
  EntryCard: {
    id: {
      takes: 'a coordinate, such as "skill:acme/pdf"',
      isRequired: true,
      accepts: (value) => Coordinate.safeParse(value).success,
    },
  },
  EntryList: {
    kind: { takes: `one of ${Kind.options.join(', ')}`, accepts: (value) => Kind.safeParse(value).success },
    source: { takes: 'the id of a source', accepts: isSlug },
    tag: { takes: 'a tag, such as "team" or "team: documents"', accepts: (value) => value.trim() !== '' },
    limit: { takes: 'a whole number from 1 to 200', accepts: (value) => /^(?:[1-9]\d?|1\d\d|200)$/.test(value) },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Attribute>>>>;

export type PageComponent = keyof typeof pageComponents;

/** The attributes of a component by name; undefined for what is no component. */
export function attributesOf(name: string): Readonly<Record<string, Attribute>> | undefined {
  return Object.hasOwn(pageComponents, name) ? pageComponents[name as PageComponent] : undefined;
}
