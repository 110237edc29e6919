#!/usr/bin/env node
// Which published revision is an installed skill? Reads the folder and the catalog's index; writes nothing.
// Usage: node verify.mjs <folder> <kind:source/name> <address of the catalog>
// Exit code: 0 a published revision, 1 changed, unknown or withdrawn, 2 wrong use, 3 the index cannot be read or trusted.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

function stop(code, message) {
  console.error(message);
  process.exit(code);
}

const usage = 'usage: node verify.mjs <folder> <kind:source/name> <https address of the catalog>';
const [folder, coordinate, registry] = process.argv.slice(2);
const parts = /^(?<kind>[a-z_]+):(?<source>[a-z0-9-]+)\/(?<name>[a-z0-9-]+)$/.exec(coordinate ?? '')?.groups;
if (!parts || !/^https?:\/\//i.test(registry ?? '')) stop(2, usage);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) stop(2, `There is no folder ${folder}.\n${usage}`);

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** The regular files of an entry: no links, no folders of nested skills, nothing of git. */
function* walk(path, below = '') {
  const items = readdirSync(path, { withFileTypes: true });
  if (below !== '' && items.some((item) => item.name === 'SKILL.md')) return;
  for (const item of items) {
    if (item.isDirectory() && item.name !== '.git') yield* walk(join(path, item.name), `${below}${item.name}/`);
    else if (item.isFile()) yield { path: `${below}${item.name}`.normalize('NFC'), bytes: readFileSync(join(path, item.name)) };
  }
}

/** SHA-256 over all files in the order of their paths' bytes, each part with its length in front. */
function digestOf(files) {
  const hash = createHash('sha256');
  const withLength = (bytes) => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(bytes.length));
    hash.update(length).update(bytes);
  };
  for (const { path, bytes } of files) {
    withLength(Buffer.from(path, 'utf8'));
    withLength(bytes);
  }
  return hash.digest('hex');
}

async function fetchBytes(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    if (!response.ok) stop(3, `${url} answers ${response.status}. Nothing is known.`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    stop(3, `${url} cannot be fetched: ${error.cause?.code ?? error.message}. Nothing is known.`);
  }
}

function parse(url, text) {
  try {
    return JSON.parse(text);
  } catch {
    stop(3, `${url} is not JSON. Nothing is known.`);
  }
}

async function get(url, expected) {
  const bytes = await fetchBytes(url);
  if (expected !== undefined && sha256(bytes) !== expected) stop(3, `${url} does not have the hash it should have. Nothing is known.`);
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
  if (seam < 0 || 2 ** proof.length !== count || hash.toString('hex') !== merkleRoot) stop(3, `${url} is not the shard that the root names. Nothing is known.`);
  return entries;
}

const files = [...walk(folder)].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
const twice = files.find((file, index) => files[index + 1]?.path === file.path);
if (twice) stop(1, `Two files are called ${twice.path} once their names are normalised; such a folder is never published.`);
const digest = digestOf(files);
console.log(`${folder}: ${files.length} files, sha256:${digest}`);

const rootUrl = new URL('api/v1/index.json', registry.endsWith('/') ? registry : `${registry}/`);
const root = await get(rootUrl);
if (!String(root.formatVersion).startsWith('1.')) stop(3, `The index has format ${root.formatVersion}; this script reads 1.`);
// The first log2(count) bits of the SHA-256 of the bare name.
const n = Math.floor(Number.parseInt(sha256(parts.name).slice(0, 8), 16) / (2 ** 32 / root.shards.count));
const shardUrl = new URL(`shards/${n}.json`, rootUrl);
const entry = (await getShard(shardUrl, n, root.shards)).find(({ id }) => id === coordinate);
if (!entry) stop(1, `The catalog has no ${coordinate}.`);
const recordUrl = new URL(entry.record.url, shardUrl);
const record = await get(recordUrl, entry.record.sha256);

let withdrawn = false;
if (root.files.advisories) {
  const { url, sha256: hash } = root.files.advisories;
  if (JSON.stringify(await get(new URL(url, rootUrl), hash)).includes(digest)) {
    withdrawn = true;
    console.log(`ADVISORY: this content is named in ${new URL(url, rootUrl)}`);
  }
}

const pin = entry.pins.findLast((one) => one.digest === digest);
if (pin) {
  withdrawn ||= pin.status === 'deleted';
  const current = pin.revision === entry.revision ? '' : `; revision ${entry.revision} is current`;
  console.log(`is revision ${pin.revision} (${pin.status}) of ${coordinate}${current}`);
  const { reason, replacedBy } = record.governance.status;
  if (reason) console.log(`reason: ${reason}`);
  if (replacedBy) console.log(`use instead: ${replacedBy}`);
  console.log(`record: ${recordUrl}`);
} else {
  console.log(`is no published revision of ${coordinate}; against the current revision ${entry.revision}:`);
  const published = new Map(record.files.map((file) => [file.path, file]));
  for (const { path, bytes } of files) {
    const original = published.get(path);
    published.delete(path);
    if (!original) console.log(`  extra    ${path}`);
    else if (original.sha256 !== sha256(bytes)) {
      const unix = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
      console.log(`  changed  ${path}${original.sha256 === sha256(unix) ? ' (line ends only)' : ''}`);
    }
  }
  for (const path of published.keys()) console.log(`  missing  ${path}`);
}
process.exitCode = pin && !withdrawn ? 0 : 1;
