#!/usr/bin/env node
// Finds entries in a Skillyard catalog and resolves a coordinate to one immutable revision. Writes nothing.
// Usage: node find.mjs [--registry <url>] [--stubs] [--kind <kind>] search <word>…
//        node find.mjs [--registry <url>] resolve [kind:]source/name[@pin]
// Exit code: 0 found, 1 nothing found or withdrawn, 2 wrong use, 3 the registry cannot be read or trusted.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';

const usage = `usage: node find.mjs [--registry <url>] [--stubs] [--kind <kind>] search <word>...
       node find.mjs [--registry <url>] resolve [kind:]source/name[@pin]`;

function stop(code, message) {
  console.error(message);
  process.exit(code);
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Fetches a file; where its hash is known, anything else is refused. */
async function fetchBytes(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    if (!response.ok) stop(3, `${url} answers ${response.status}.`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    stop(3, `${url} cannot be fetched: ${error.cause?.code ?? error.message}.`);
  }
}

function parse(url, text) {
  try {
    return JSON.parse(text);
  } catch {
    stop(3, `${url} is not JSON.`);
  }
}

async function get(url, expected) {
  const bytes = await fetchBytes(url);
  if (expected !== undefined && sha256(bytes) !== expected) stop(3, `${url} does not have the hash it should have; not used.`);
  return parse(url, bytes.toString('utf8'));
}

/** The n-th shard, proven: with the hashes it brings, its text leads to the one in the root (RFC 6962, section 2.1). */
async function getShard(url, n, { count, merkleRoot }) {
  const text = (await fetchBytes(url)).toString('utf8');
  const seam = text.lastIndexOf(',"proof":[');
  const node = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
  const { proof = [], entries } = parse(url, text);
  let hash = node(Buffer.of(0), text.slice(0, seam));
  for (const [level, other] of proof.entries()) {
    const sibling = Buffer.from(other, 'hex');
    hash = (n >> level) & 1 ? node(Buffer.of(1), sibling, hash) : node(Buffer.of(1), hash, sibling);
  }
  if (seam < 0 || 2 ** proof.length !== count || hash.toString('hex') !== merkleRoot) stop(3, `${url} is not the shard that the root names; not used.`);
  return entries;
}

async function readRoot(registry) {
  const url = new URL('api/v1/index.json', registry.endsWith('/') ? registry : `${registry}/`);
  const root = await get(url);
  if (!String(root.formatVersion).startsWith('1.')) stop(3, `The index has format ${root.formatVersion}; this script reads 1.`);
  return { root, url };
}

/** The shard of a bare name: the first log2(count) bits of its SHA-256. */
function shardOf(name, count) {
  return Math.floor(Number.parseInt(sha256(name).slice(0, 8), 16) / (2 ** 32 / count));
}

const marks = (entry) => [entry.riskTier, entry.category === 'raw' && 'raw', entry.stub && 'STUB', entry.status !== 'active' && entry.status];

async function search(registry, words, { stubs, kind }) {
  const { root, url } = await readRoot(registry);
  const file = stubs ? root.files.entriesAll : root.files.entries;
  const { entries } = await get(new URL(file.url, url), file.sha256);
  const wanted = words.map((word) => word.toLowerCase());
  const found = entries
    .filter((entry) => (stubs || !entry.stub) && entry.status !== 'deleted' && entry.status !== 'draft')
    .filter((entry) => kind === undefined || entry.kind === kind)
    .map((entry) => {
      const strong = `${entry.name} ${entry.title} ${entry.keywords.join(' ')}`.toLowerCase();
      const weak = `${entry.description} ${Object.values(entry.tags).join(' ')}`.toLowerCase();
      const points = wanted.map((word) => (strong.includes(word) ? 3 : weak.includes(word) ? 1 : 0));
      return { entry, points: points.includes(0) ? 0 : points.reduce((sum, one) => sum + one, 0) };
    })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || (a.entry.id < b.entry.id ? -1 : 1));
  if (found.length === 0) stop(1, 'Nothing has all of these words. Try fewer, or plainer ones.');
  for (const { entry } of found.slice(0, 20)) {
    console.log(`${entry.id}@${entry.revision}  [${marks(entry).filter(Boolean).join(', ')}]\n    ${entry.description}`);
  }
  if (found.length > 20) console.log(`and ${found.length - 20} more`);
}

function choosePin(entry, pin) {
  const { pins, aliases } = entry;
  const named = (revision) => pins.find((one) => one.revision === revision);
  if (pin === undefined || pin === 'latest') {
    return named(entry.revision);
  }
  if (/^\d+$/.test(pin)) return named(Number(pin));
  if (/^v\d/.test(pin)) return pins.findLast((one) => one.version === pin.slice(1));
  if (pin.startsWith('sha256:')) return pins.find((one) => one.digest === pin.slice(7));
  return named(aliases[pin]);
}

async function resolve(registry, text) {
  const parts = /^(?:(?<kind>[a-z_]+):)?(?<source>[a-z0-9-]+)\/(?<name>[a-z0-9-]+)(?:@(?<pin>[\w.:+-]+))?$/.exec(text)?.groups;
  if (!parts) stop(2, `"${text}" is no coordinate.\n${usage}`);
  const { root, url } = await readRoot(registry);
  const n = shardOf(parts.name, root.shards.count);
  const shardUrl = new URL(`shards/${n}.json`, url);
  const same = (await getShard(shardUrl, n, root.shards)).filter((entry) => entry.source === parts.source && entry.name === parts.name);
  const found = parts.kind === undefined ? same : same.filter((entry) => entry.kind === parts.kind);
  if (found.length === 0) stop(1, `There is no ${text} in this catalog.`);
  if (found.length > 1) stop(2, `Say which one: ${found.map(({ id }) => id).join(', ')}.`);

  const [entry] = found;
  const pin = choosePin(entry, parts.pin);
  if (!pin) stop(1, `${entry.id} has no "${parts.pin}". Revisions: ${entry.pins.map(({ revision }) => revision).join(', ')}; aliases: ${Object.keys(entry.aliases).join(', ') || 'none'}.`);
  const record = { url: new URL(entry.record.url, shardUrl).href, sha256: entry.record.sha256, bytes: entry.record.bytes };
  const { id, riskTier, category, stub, license, description } = entry;
  console.log(JSON.stringify({ id, ...pin, riskTier, category, stub, license, description, record }, undefined, 2));
  if (pin.status === 'deleted') stop(1, 'This revision has been withdrawn. Do not install it.');
}

let parsed;
try {
  parsed = parseArgs({
    allowPositionals: true,
    options: { registry: { type: 'string' }, stubs: { type: 'boolean', default: false }, kind: { type: 'string' } },
  });
} catch (error) {
  stop(2, `${error.message}\n${usage}`);
}
const registry = parsed.values.registry ?? process.env.SKILLYARD_REGISTRY;
if (!registry || !/^https?:\/\//i.test(registry)) stop(2, `Name the catalog with --registry or SKILLYARD_REGISTRY.\n${usage}`);
const [verb, ...rest] = parsed.positionals;
if (verb === 'search' && rest.length > 0) await search(registry, rest, parsed.values);
else if (verb === 'resolve' && rest.length === 1) await resolve(registry, rest[0]);
else stop(2, usage);
