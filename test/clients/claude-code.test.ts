import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { contentOf } from './folder-content.ts';
import { type Customer, newCustomer } from './run-client.ts';
import { openShop } from './serve-site.ts';
import { bases, published, starterSite } from './shop-catalog.ts';

interface Listed {
  readonly id: string;
  readonly version: string;
  readonly installPath: string;
}

async function installed(customer: Customer): Promise<ReadonlyMap<string, Listed>> {
  const plugins = JSON.parse(await customer.ask('claude', 'plugin', 'list', '--json')) as readonly Listed[];
  return new Map(plugins.map((plugin) => [plugin.id, plugin]));
}

/** What lies where Claude Code has put a plugin. */
async function contentIn(customer: Customer, id: string) {
  const plugin = (await installed(customer)).get(`${id}@harbour-market`);
  if (!plugin) throw new Error(`${id} is not installed.`);
  return contentOf(plugin.installPath, /^\.git(?:\/|$)|^\.in_use(?:\/|$)/);
}

const install = (customer: Customer, id: string): Promise<string> =>
  customer.ask('claude', 'plugin', 'install', `${id}@harbour-market`, '--json');

async function expectFlawless(customer: Customer, place: string): Promise<void> {
  const said = await customer.ask('claude', 'plugin', 'validate', place, '--strict', '--json');
  expect(JSON.parse(said)).toMatchObject({ success: true, manifest: { errors: [], warnings: [] } });
}

describe.each(bases)('Claude Code, with the site at %s', (base) => {
  const shop = openShop(base);
  const addMarketplace = (customer: Customer): Promise<string> =>
    customer.ask('claude', 'plugin', 'marketplace', 'add', `${shop.https}/claude/marketplace.json`, '--json');

  test('finds nothing to complain of in the marketplaces', async () => {
    const customer = newCustomer(shop);
    await customer.command('git', 'clone', '--quiet', `${shop.http}/catalog.git`, 'clone');
    await expectFlawless(customer, shop.find(/^claude\/marketplace\.json$/));
    await expectFlawless(customer, join(customer.project, 'clone'));
    await expectFlawless(customer, join(starterSite(inject('shops')), 'claude/marketplace.json'));
  });

  test('lists what the catalog offers', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    const said = await customer.ask('claude', 'plugin', 'list', '--available', '--json');
    const { available } = JSON.parse(said) as { available: readonly { name: string }[] };
    expect(available.map(({ name }) => name).toSorted()).toEqual(['dock', 'moor', 'sealed', 'toolkit']);
  });

  test.each([
    ['a skill that may be copied', 'moor', 'moor'],
    ['a skill that may not, from where it is pinned', 'sealed', 'sealed'],
    ['a plugin of a source', 'dock', 'dock'],
  ] as const)('installs %s', async (_, id, name) => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    await install(customer, id);
    expect(await contentIn(customer, id)).toEqual(published(name, 1));
    const details = await customer.ask('claude', 'plugin', 'details', `${id}@harbour-market`);
    expect(details).toContain(id === 'dock' ? 'Skills (2)  berth, log' : `Skills (1)  ${name}`);
  });

  test('installs a plugin that the catalog has put together', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    await install(customer, 'toolkit');
    const content = await contentIn(customer, 'toolkit');
    for (const name of ['tide', 'pilot'] as const) {
      for (const [path, text] of Object.entries(published(name, 1)))
        expect(content[`skills/${name}/${path}`]).toBe(text);
    }
    const details = await customer.ask('claude', 'plugin', 'details', 'toolkit@harbour-market');
    expect(details).toContain('Skills (2)  pilot, tide');
  });

  test.each(['moor', 'dock'] as const)('updates %s to a new revision', async (id) => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    await install(customer, id);
    shop.publish(2);
    await customer.ask('claude', 'plugin', 'marketplace', 'update', 'harbour-market');
    await customer.ask('claude', 'plugin', 'update', `${id}@harbour-market`, '--json');
    expect(await contentIn(customer, id)).toEqual(published(id, 2));
  });

  test('refuses an archive that is not what the marketplace says', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    shop.tamper(/^dl\/moor-.*\.skill$/);
    const { code, stdout } = await customer.run('claude', 'plugin', 'install', 'moor@harbour-market', '--json');
    expect(code).toBe(1);
    expect(stdout).toContain('integrity check failed');
    expect(await installed(customer)).toEqual(new Map());
  });
});
