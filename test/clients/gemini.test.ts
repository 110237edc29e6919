import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf } from './folder-content.ts';
import { newCustomer } from './run-client.ts';
import { openShop } from './serve-site.ts';
import { bases, published } from './shop-catalog.ts';

describe.each(bases)('Gemini, with the site at %s', (base) => {
  const shop = openShop(base);

  test.each(['moor', 'pilot'] as const)('installs the archive of %s', async (name) => {
    const customer = newCustomer(shop);
    // It takes a .skill from the disk only.
    const archive = join(customer.project, `${name}.skill`);
    cpSync(shop.find(new RegExp(`^dl/${name}-[0-9a-f]{12}\\.skill$`)), archive);
    await customer.ask('gemini', 'skills', 'install', archive, '--consent');
    expect(contentOf(join(customer.home, '.gemini/skills', name))).toEqual(published(name, 1));
    expect(await customer.ask('gemini', 'skills', 'list')).toContain(`${name} [Enabled]`);
  });
});
