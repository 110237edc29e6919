import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/domain/digest.ts';
import { fileOf } from '../../src/domain/entry-path.ts';
import { harnessesOf } from '../../src/domain/harness.ts';
import { FullEntry, Root, Shard } from '../../src/domain/index-v1.ts';
import { recordPath, shardOf, shardPath } from '../../src/domain/paths.ts';

/** A published site, and the folder that holds `catalog/`. */
export interface Published {
  readonly site: string;
  readonly checkout: string;
}

/** What the lines before have brought onto the machine: fetched files with their place on the site, and folders. */
interface Brought {
  readonly files: Map<string, string>;
  readonly folders: Set<string>;
}

interface Shop extends Published {
  readonly entry: FullEntry;
  readonly root: Root;
  readonly brought: Brought;
}

type Marketplace = {
  readonly name: string;
  readonly plugins: readonly { readonly name: string; readonly source: unknown }[];
};

export function recordOf(site: string, named: Parameters<typeof recordPath>[0]): FullEntry {
  return FullEntry.parse(JSON.parse(readFileSync(join(site, 'api/v1', recordPath(named)), 'utf8')));
}

/** The path below the site of one of its addresses. @throws Where it belongs to another site, or nothing lies there. */
function pathOf(address: string, { root, site }: Shop, inside = ''): string {
  const base = root.catalog.url.replace(/\/$/, '');
  if (!address.startsWith(`${base}/`)) throw new Error(`${address} is not below ${base}.`);
  const path = address.slice(base.length + 1) + inside;
  if (!existsSync(join(site, path))) throw new Error(`Nothing lies at ${path}.`);
  return path;
}

function demand(is: boolean, what: string): void {
  if (!is) throw new Error(what);
}

function inRepository({ site }: Shop, path: string): string {
  return execFileSync('git', ['-C', join(site, 'catalog.git'), 'show', `main:${path}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A plugin of a marketplace has to be one that can be fetched: a folder beside it, an archive, or the pinned commit. */
function checkPlugin(marketplace: Marketplace, named: string, shop: Shop): void {
  const { root, entry, site } = shop;
  const [name, id] = named.split('@');
  demand(marketplace.name === root.catalog.id && id === root.catalog.id, `The marketplace is called ${id}.`);
  const plugin = marketplace.plugins.find((one) => one.name === name);
  if (!plugin) throw new Error(`There is no ${name} in the marketplace.`);
  const source = (typeof plugin.source === 'string' ? { path: plugin.source } : plugin.source) as Record<
    string,
    string
  >;
  const { url, sha256: hash, sha, path = '' } = source;
  if (hash !== undefined) demand(sha256(readFileSync(join(site, pathOf(url ?? '', shop)))) === hash, 'another archive');
  else if (sha !== undefined) demand(sha === entry.provenance.commit && url === entry.provenance.git, 'another commit');
  else inRepository(shop, path.replace(/^\.\//, ''));
}

function checkClient([id = '', registry = '', flags = '', harness]: readonly string[], shop: Shop): void {
  const { entry, root, site } = shop;
  demand(id === entry.id, id);
  demand(harness === undefined || harnessesOf(entry).some((one) => one === harness), `${harness} takes no such thing.`);
  pathOf(registry, shop, 'api/v1/index.json');
  const path = join(site, 'api/v1', shardPath(shardOf(entry.name, root.shards.count)));
  const listed = Shard.parse(JSON.parse(readFileSync(path, 'utf8'))).entries.find((one) => one.id === id);
  demand(listed !== undefined, `${id} is in no shard.`);
  demand(flags.includes('--include-stubs') === entry.stub, 'the consent to stubs');
  demand(flags.includes('--allow-raw') === (entry.category === 'raw'), 'the consent to raw entries');
}

/** An index of one skill, with an archive that is what it says, and the files beside it. */
function checkDiscovery(folder: string, shop: Shop): void {
  const path = pathOf(folder, shop, 'index.json');
  const { skills } = JSON.parse(readFileSync(join(shop.site, path), 'utf8')) as {
    skills: { name: string; url: string; digest: string; files: string[] }[];
  };
  demand(skills.length === 1 && skills[0]?.name === shop.entry.name, 'It lists other skills.');
  for (const { name, url, digest, files } of skills) {
    const archive = readFileSync(join(shop.site, path, '..', url));
    demand(`sha256:${sha256(archive)}` === digest, 'The archive is another one.');
    for (const file of files) demand(existsSync(join(shop.site, path, '..', name, file)), `${file} is not there.`);
  }
}

function checkFetched(file: string, { brought, site }: Shop, hash?: string): void {
  const path = brought.files.get(file);
  if (path === undefined) throw new Error(`${file} was not fetched before.`);
  if (hash !== undefined) demand(sha256(readFileSync(join(site, path))) === hash, `${file} has another hash.`);
}

/** A place of the checkout, or of what a clone holds. */
function checkPlace(path: string, shop: Shop): void {
  const { checkout, brought, entry } = shop;
  if (path.startsWith('catalog/')) demand(existsSync(join(checkout, path)), `${path} is not in the checkout.`);
  else {
    const [clone = '', ...rest] = path.split('/');
    demand(brought.folders.has(clone), `${clone} was not cloned before.`);
    demand(rest.join('/') === entry.distribution.git?.path, `${path} is not where it lies.`);
  }
}

const marketplaces = { codex: '.agents/plugins/marketplace.json', copilot: '.github/plugin/marketplace.json' } as const;

/** Every form of a line, and what has to be there for it. */
const forms: readonly [RegExp, (parts: readonly string[], shop: Shop) => void][] = [
  [/^npx skillyard install (\S+) --registry (\S+)((?: --(?!harness)[a-z-]+)*)(?: --harness ([a-z-]+))?$/, checkClient],
  [/^npx skills add (\S+)$/, ([url = ''], shop) => checkDiscovery(`${url}/.well-known/agent-skills/`, shop)],
  [/^\{"skills":\{"urls":\["([^"]+)"\]\}\}$/, ([url = ''], shop) => checkDiscovery(url, shop)],
  [/^claude plugin marketplace add (\S+)$/, ([url = ''], shop) => void pathOf(url, shop)],
  [
    /^claude plugin install (\S+)$/,
    ([named = ''], shop) =>
      checkPlugin(
        JSON.parse(readFileSync(join(shop.site, 'claude/marketplace.json'), 'utf8')) as Marketplace,
        named,
        shop,
      ),
  ],
  [/^codex plugin marketplace add (\S+)$/, ([url = ''], shop) => void pathOf(url, shop, '/info/refs')],
  [
    /^(codex) plugin add (\S+)$|^(copilot) plugin install (\S+)$/,
    ([codex, added, , installed], shop) => {
      const file = marketplaces[codex === undefined ? 'copilot' : 'codex'];
      checkPlugin(JSON.parse(inRepository(shop, file)) as Marketplace, added ?? installed ?? '', shop);
    },
  ],
  [
    /^git clone --quiet (\S+) (\S+)$/,
    ([url = '', folder = ''], shop) => {
      pathOf(url, shop, '/info/refs');
      shop.brought.folders.add(folder);
    },
  ],
  [
    /^copilot plugin marketplace add "\$PWD\/([^"]+)"$/,
    ([folder = ''], { brought }) => demand(brought.folders.has(folder), `${folder} was not cloned before.`),
  ],
  [
    /^copilot skill add (\S+)$/,
    ([url = ''], shop) => {
      const text = readFileSync(join(shop.site, pathOf(url, shop)));
      demand(shop.entry.files.length === 1 && sha256(text) === shop.entry.files[0]?.sha256, 'It is another file.');
    },
  ],
  [
    /^curl -fsSLO (\S+)$/,
    ([url = ''], shop) => void shop.brought.files.set(url.split('/').at(-1) ?? '', pathOf(url, shop)),
  ],
  [/^gemini skills install \.\/(\S+)$/, ([file = ''], shop) => checkFetched(file, shop)],
  [
    /^echo '([0-9a-f]{64}) {2}(\S+)' \| sha256sum --check$/,
    ([hash, file = ''], shop) => checkFetched(file, shop, hash),
  ],
  [
    /^mkdir -p (\S+) && tar -xzf (\S+) -C (\S+)$/,
    ([folder = '', file = '', same], shop) => {
      checkFetched(file, shop);
      demand(folder === same, 'It unpacks into another folder.');
      shop.brought.folders.add(folder);
    },
  ],
  [
    /^(?:claude --plugin-dir|gemini extensions install) \.\/(\S+)$/,
    ([folder = ''], { brought }) => demand(brought.folders.has(folder), `${folder} is not there.`),
  ],
  [
    /^git clone --filter=blob:none --no-checkout -- (\S+) (\S+)$/,
    ([url, folder = ''], { entry, brought }) => {
      demand(url === entry.provenance.git, 'It clones another repository.');
      brought.folders.add(folder);
    },
  ],
  [
    /^git -C (\S+) --literal-pathspecs checkout ([0-9a-f]{40}) -- (\S+)$/,
    ([folder = '', commit, path], { entry, brought }) => {
      demand(brought.folders.has(folder) && commit === entry.provenance.commit, 'It checks out another commit.');
      demand((path === '.' ? '' : path) === fileOf(entry.distribution.git?.path ?? ''), `${path} is another path.`);
    },
  ],
  [
    /^git clone (?:--branch \S+ )?-- (catalog\/\S+\.bundle) (\S+)$/,
    ([bundle = '', folder = ''], { checkout, brought }) => {
      demand(existsSync(join(checkout, bundle)), `${bundle} is not in the checkout.`);
      brought.folders.add(folder);
    },
  ],
  [
    /^git -C (\S+) checkout --quiet ([0-9a-f]{40})$/,
    ([folder = '', commit], { entry, brought }) =>
      demand(brought.folders.has(folder) && commit === entry.provenance.commit, 'It checks out another commit.'),
  ],
  [/^mkdir -p \S+ && cp (?:-r )?(\S+) \S+$/, ([path = ''], shop) => checkPlace(path, shop)],
];

/**
 * What is wrong with the commands of one way to an entry, against what is published.
 *
 * @param text The steps of the way, one line a command.
 * @returns A sentence for each line that asks for what is not there, or whose form nobody checks.
 */
export function faultsOf(text: string, entry: FullEntry, published: Published): string[] {
  const root = Root.parse(JSON.parse(readFileSync(join(published.site, 'api/v1/index.json'), 'utf8')));
  const shop = { ...published, entry, root, brought: { files: new Map<string, string>(), folders: new Set<string>() } };
  return text.split('\n').flatMap((line) => {
    const form = forms.find(([pattern]) => pattern.test(line));
    if (!form) return [`${line}: nobody checks lines like this.`];
    try {
      form[1](form[0].exec(line)?.slice(1) ?? [], shop);
      return [];
    } catch (error) {
      return [`${line}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
