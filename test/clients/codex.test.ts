import { describe, expect, test } from 'vitest';
import { askCodex } from './codex-server.ts';
import { contentOf } from './folder-content.ts';
import { type Customer, newCustomer } from './run-client.ts';
import { openShop } from './serve-site.ts';
import { bases, published } from './shop-catalog.ts';

interface Listing {
  readonly installed: readonly { readonly pluginId: string; readonly version: string }[];
  readonly available: readonly { readonly pluginId: string }[];
}

const list = async (customer: Customer): Promise<Listing> =>
  JSON.parse(await customer.ask('codex', 'plugin', 'list', '--available', '--json')) as Listing;

/** Installs a plugin and gives the folder. */
async function add(customer: Customer, name: string): Promise<string> {
  const said = await customer.ask('codex', 'plugin', 'add', `${name}@harbour-market`, '--json');
  return (JSON.parse(said) as { installedPath: string }).installedPath;
}

/** Codex makes skills of commands, and keeps them beside the manifest it reads or makes. */
const contentIn = (folder: string) => contentOf(folder, /^\.git(?:\/|$)|^\.[a-z]+-plugin\/migrated-command-skills\//);

/** The skills of plugins, as a session would see them. */
async function skills(customer: Customer): Promise<readonly string[]> {
  const { data } = (await askCodex(customer, 'skills/list', { cwds: [customer.project] })) as {
    readonly data: readonly {
      readonly skills: readonly { readonly name: string; readonly pluginId: string | null }[];
    }[];
  };
  const found = data.flatMap((folder) => folder.skills).filter(({ pluginId }) => pluginId !== null);
  return found.map(({ name }) => name).toSorted();
}

describe.each(bases)('Codex, with the site at %s', (base) => {
  const shop = openShop(base);
  const addMarketplace = (customer: Customer): Promise<string> =>
    customer.ask('codex', 'plugin', 'marketplace', 'add', `${shop.http}/catalog.git`, '--json');

  test('lists what the repository offers', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    const { available } = await list(customer);
    expect(available.map(({ pluginId }) => pluginId)).toEqual(['dock@harbour-market', 'toolkit@harbour-market']);
  });

  test('installs a plugin from where it is pinned', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    expect(contentIn(await add(customer, 'dock'))).toEqual(published('dock', 1));
    expect(await skills(customer)).toEqual(['dock:berth', 'dock:source-command-log']);
  });

  test('installs a plugin that lies in the repository', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    const content = contentIn(await add(customer, 'toolkit'));
    for (const name of ['tide', 'pilot'] as const) {
      for (const [path, text] of Object.entries(published(name, 1)))
        expect(content[`skills/${name}/${path}`]).toBe(text);
    }
    expect(await skills(customer)).toEqual(['toolkit:pilot', 'toolkit:tide']);
  });

  test('upgrades to a new revision', async () => {
    const customer = newCustomer(shop);
    await addMarketplace(customer);
    const before = await add(customer, 'dock');
    shop.publish(2);
    await customer.ask('codex', 'plugin', 'marketplace', 'upgrade', '--json');
    const { installed } = await list(customer);
    expect(installed).toMatchObject([{ pluginId: 'dock@harbour-market', version: '0.5.0' }]);
    expect(contentIn(before.replace('0.4.0', '0.5.0'))).toEqual(published('dock', 2));
  });
});
