import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf, type FolderContent, withoutModes } from './folder-content.ts';
import { type Customer, newCustomer } from './run-client.ts';
import { openShop, type Shop } from './serve-site.ts';
import { bases, type Edition, published } from './shop-catalog.ts';

/** Somebody whose only harness is Claude Code: without one, the client installs for all it knows. */
function customerOf(shop: Shop): Customer {
  const customer = newCustomer(shop);
  mkdirSync(join(customer.home, '.claude'));
  return customer;
}

const installed = ({ project }: Customer): FolderContent => contentOf(join(project, '.claude/skills'));

/** What has to lie in the folder of skills. The client loses who may be run. */
function shelf(edition: Edition, ...names: readonly Parameters<typeof published>[0][]): FolderContent {
  const files = names.flatMap((name) =>
    Object.entries(withoutModes(published(name, edition))).map(([path, text]) => [`${name}/${path}`, text] as const),
  );
  return Object.fromEntries(files);
}

const everything = ['--skill', '*', '-a', 'claude-code', '-y'] as const;

describe.each(bases)('skills, with the site at %s', (base) => {
  const shop = openShop(base);

  test.each([
    ['the whole catalog', '', ['berth', 'moor', 'pilot', 'tide']],
    ['one source', '/s/harbour', ['moor', 'tide']],
    ['one skill', '/s/quay/pilot', ['pilot']],
  ] as const)('installs %s', async (_, path, names) => {
    const customer = customerOf(shop);
    const said = await customer.ask('skills', 'add', `${shop.http}${path}`, ...everything);
    expect(said).toContain(`Found ${names.length} skill`);
    expect(installed(customer)).toEqual(shelf(1, ...names));
  });

  test('updates to a new revision', async () => {
    const customer = customerOf(shop);
    await customer.ask('skills', 'add', `${shop.http}/s/harbour`, ...everything);
    shop.publish(2);
    await customer.ask('skills', 'update', '-y', '-p');
    expect(installed(customer)).toEqual(shelf(2, 'moor', 'tide'));
  });

  test('leaves out an archive that is not what the index says', async () => {
    const customer = customerOf(shop);
    shop.tamper(/^dl\/pilot-.*\.tar\.gz$/);
    await customer.ask('skills', 'add', `${shop.http}/s/quay`, ...everything);
    expect(installed(customer)).toEqual(shelf(1, 'berth'));
  });
});
