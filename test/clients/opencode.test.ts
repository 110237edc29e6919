import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf, withoutModes } from './folder-content.ts';
import { type Customer, newCustomer } from './run-client.ts';
import { openShop } from './serve-site.ts';
import { bases, published } from './shop-catalog.ts';

interface Listed {
  readonly name: string;
  readonly location: string;
}

function configure({ project }: Customer, ...urls: readonly string[]): void {
  writeFileSync(join(project, 'opencode.json'), JSON.stringify({ skills: { urls } }));
}

/** The skills that OpenCode has fetched, without the one it brings itself. */
async function listed(customer: Customer): Promise<readonly Listed[]> {
  const skills = JSON.parse(await customer.ask('opencode', 'debug', 'skill')) as readonly Listed[];
  return skills.filter(({ location }) => location.startsWith(customer.home));
}

const names = (skills: readonly Listed[]): string[] => skills.map(({ name }) => name).toSorted();

describe.each(bases)('OpenCode, with the site at %s', (base) => {
  const shop = openShop(base);

  test('reads the whole catalog', async () => {
    const customer = newCustomer(shop);
    configure(customer, `${shop.http}/.well-known/agent-skills/`);
    expect(names(await listed(customer))).toEqual(['berth', 'moor', 'pilot', 'tide']);
    const cached = join(customer.home, '.cache/opencode/skills');
    for (const name of ['berth', 'moor', 'pilot', 'tide'] as const) {
      const content = contentOf(join(cached, name), /^\.opencode-version$/);
      // It loses who may be run.
      expect(content).toEqual(withoutModes(published(name, 1)));
    }
  });

  test.each([
    ['one source', '/s/harbour', ['moor', 'tide']],
    ['one skill', '/s/quay/pilot', ['pilot']],
  ])('reads %s', async (_, path, expected) => {
    const customer = newCustomer(shop);
    configure(customer, `${shop.http}${path}/.well-known/agent-skills/`);
    expect(names(await listed(customer))).toEqual(expected);
  });

  test('takes up a new revision', async () => {
    const customer = newCustomer(shop);
    configure(customer, `${shop.http}/s/harbour/moor/.well-known/agent-skills/`);
    await listed(customer);
    shop.publish(2);
    await listed(customer);
    const content = contentOf(join(customer.home, '.cache/opencode/skills/moor'), /^\.opencode-version$/);
    expect(content).toEqual(withoutModes(published('moor', 2)));
  });
});
