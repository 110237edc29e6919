import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { gitUrl } from './addresses.ts';
import { contentOf } from './folder-content.ts';
import { type Customer, newCustomer } from './run-client.ts';
import { openShop } from './serve-site.ts';
import { bases, published } from './shop-catalog.ts';

interface Listed {
  readonly name: string;
  readonly source: string;
  readonly path: string;
}

/** The skills that it has found, without the ones it brings itself. */
async function skills(customer: Customer): Promise<readonly Listed[]> {
  const all = JSON.parse(await customer.ask('copilot', 'skill', 'list', '--json')) as readonly Listed[];
  return all.filter(({ source }) => source !== 'builtin').toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

describe.each(bases)('Copilot, with the site at %s', (base) => {
  const shop = openShop(base);
  /** It takes marketplaces from folders, so from a clone. */
  async function addClone(customer: Customer): Promise<void> {
    await customer.command('git', 'clone', '--quiet', `${shop.http}/catalog.git`, 'clone');
    await customer.ask('copilot', 'plugin', 'marketplace', 'add', join(customer.project, 'clone'));
  }

  /** And from hosts of git that answer questions, so from one that has a copy. */
  async function addMirror(customer: Customer): Promise<void> {
    const mirror = join(inject('shops'), 'git/market.git');
    onTestFinished(() => rmSync(mirror, { recursive: true, force: true }));
    await customer.command('git', 'clone', '--quiet', '--bare', `${shop.http}/catalog.git`, mirror);
    await customer.ask('copilot', 'plugin', 'marketplace', 'add', `${gitUrl}/market.git`);
  }

  test('adds a skill by the address of its SKILL.md', async () => {
    const customer = newCustomer(shop);
    await customer.ask('copilot', 'skill', 'add', `${shop.https}/.well-known/agent-skills/tide/SKILL.md`);
    expect(contentOf(join(customer.home, '.copilot/skills/tide'))).toEqual(published('tide', 1));
    expect(await skills(customer)).toMatchObject([{ name: 'tide' }]);
  });

  test('lists what a clone of the repository offers', async () => {
    const customer = newCustomer(shop);
    await addClone(customer);
    const said = await customer.ask('copilot', 'plugin', 'marketplace', 'browse', 'harbour-market');
    for (const name of ['dock', 'toolkit']) expect(said).toContain(name);
  });

  test.each([
    ['a clone', addClone],
    ['a mirror', addMirror],
  ])('installs a plugin that lies in the repository, from %s', async (_, add) => {
    const customer = newCustomer(shop);
    await add(customer);
    await customer.ask('copilot', 'plugin', 'install', 'toolkit@harbour-market');
    expect(await customer.ask('copilot', 'plugin', 'list')).toContain('toolkit@harbour-market (v1.0.0)');
    const found = await skills(customer);
    expect(found).toMatchObject([{ name: 'pilot' }, { name: 'tide' }]);
    for (const { name, path } of found) expect(contentOf(path)).toEqual(published(name as 'pilot' | 'tide', 1));
  });

  // From a clone it says that it has done so, and has not (1.0.102).
  test('installs a plugin from where it is pinned', async () => {
    const customer = newCustomer(shop);
    await addMirror(customer);
    await customer.ask('copilot', 'plugin', 'install', 'dock@harbour-market');
    expect(await customer.ask('copilot', 'plugin', 'list')).toContain('dock@harbour-market (v0.4.0)');
    const folder = join(customer.home, '.copilot/installed-plugins/harbour-market/dock');
    expect(contentOf(folder, /^\.git(?:\/|$)/)).toEqual(published('dock', 1));
    expect(await skills(customer)).toMatchObject([{ name: 'berth' }, { name: 'log' }]);
  });
});
