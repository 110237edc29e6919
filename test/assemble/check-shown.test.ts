import { expect, test } from 'vitest';
import { checkShown } from '../../src/assemble/check-shown.ts';
import type { Coordinate } from '../../src/domain/coordinate.ts';
import { messages } from '../helpers/message.ts';

const at = { root: 'catalog', file: 'pages/team.mdx' } as const;
const shows = ['skill:quay/sail', 'skill:dock/crane'].map((id) => ({ id: id as Coordinate, at }));

test('says of an entry that a page shows that it is not listed, unless its source could not be read', () => {
  expect(messages(checkShown(shows, [], new Set(['dock'])))).toMatchInlineSnapshot(
    `"warning site-entry-unknown pages/team.mdx There is no entry skill:quay/sail. | Give the coordinate of a listed entry, such as skill:source/name."`,
  );
});
