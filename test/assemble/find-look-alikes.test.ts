import { expect, test } from 'vitest';
import { catalogOf, type Harbour } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

/** A source with skills of these names, each with content of its own. */
function keeper(id: string, names: readonly string[], says: Partial<Harbour> = {}): Harbour {
  const files = names.map((name, at) => {
    const text = skill(`name: ${name}\ndescription: Reads tables at ${id}, number ${at}.`);
    return [`skills/${at}${id}/SKILL.md`, text] as const;
  });
  return { id, files: Object.fromEntries(files), source: `git: https://github.com/${id}/skills`, ...says };
}

async function said(...harbours: Harbour[]): Promise<string> {
  const { diagnostics } = await catalogOf(harbours);
  return messages(diagnostics.filter(({ rule }) => rule === 'name-look-alike'));
}

test('the name of the less trusted source is told', async () => {
  const sources = [
    keeper('aft', ['tide-tabel', 'anchor']),
    keeper('bow', ['tide-table', 'anchors'], { governance: 'trust: verified' }),
  ];
  const expected = await said(...sources);
  expect(expected).toMatchInlineSnapshot(
    `"warning name-look-alike sources/aft.yaml:1 [skill:aft/tide-tabel] "tide-tabel" can be taken for what a verified source lists: skill:bow/tide-table; one letter lies between them. | Choose a name that cannot be mistaken. Where both are meant, the operator accepts it with an exception that says why."`,
  );
  expect(await said(...sources.toReversed())).toBe(expected);
});

test('names of one source are its own, and of one owner a notice', async () => {
  expect(await said(keeper('aft', ['tide-table', 'tidetable']))).toBe('');
  const sister = { source: 'git: https://github.com/aft/more' };
  expect(await said(keeper('aft', ['tide-table']), keeper('bow', ['tidetable'], sister))).toMatchInlineSnapshot(
    `"info name-look-alike sources/bow.yaml:1 [skill:bow/tidetable] "tidetable" can be taken for what an earlier source lists: skill:aft/tide-table; they differ in dashes alone. | Nothing: both come from the same owner."`,
  );
});

test('sources and titles in other letters are told too', async () => {
  const cyrillic = '"tide-t\u0430ble"';
  expect(await said(keeper('a-modern-quay', ['tide-table']), keeper('a-modem-quay', [cyrillic]))).toMatchInlineSnapshot(
    `
    "warning name-look-alike sources/a-modem-quay.yaml:1 [skill:a-modem-quay/0a-modem-quay] "tide-tаble" can be taken for what an earlier source lists: skill:a-modern-quay/tide-table; they differ in characters that look alike. | Choose a name that cannot be mistaken. Where both are meant, the operator accepts it with an exception that says why.
    warning name-look-alike sources/a-modern-quay.yaml:1 "a-modern-quay" can be taken for the source a-modem-quay; they differ in characters that look alike. | Choose a name that cannot be mistaken. Where both are meant, the operator accepts it with an exception that says why."
  `,
  );
});

test('a name that is older than the one it looks like has done nothing, whoever lists it again', async () => {
  expect(
    await said(keeper('aft', ['tide-table']), keeper('bow', ['tidetable']), keeper('cog', ['tide-table'])),
  ).toMatchInlineSnapshot(
    `"warning name-look-alike sources/bow.yaml:1 [skill:bow/tidetable] "tidetable" can be taken for what an earlier source lists: skill:aft/tide-table; they differ in dashes alone. | Choose a name that cannot be mistaken. Where both are meant, the operator accepts it with an exception that says why."`,
  );
});
