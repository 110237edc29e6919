import { posix } from 'node:path';
import { noArchiveReasons } from '../../domain/distribution.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { contentDigest } from '../../domain/digest.ts';
import type { Content } from '../model/content.ts';
import { Refusal } from '../model/refusal.ts';
import type { Resolved } from '../model/registry.ts';
import { registryPath } from '../registry/registry-path.ts';
import { describeEntry, type Described } from './describe-entry.ts';
import { filesTree } from './files-tree.ts';
import { findEntry } from './find-entry.ts';
import { fromGit, type GitOptions } from './from-git.ts';
import { fromRecord } from './from-record.ts';
import { unpack } from './unpack.ts';

/** In bytes, packed. */
const MOST_PACKED = 300 * 2 ** 20;

interface Obtained extends Described {
  readonly from: Content['from'];
  readonly isProven?: boolean;
}

interface ObtainOptions extends GitOptions {
  /** What was agreed to before. The same digest has to be that very record, or the digest has to be proven. */
  readonly agreed?: Pick<Content, 'digest' | 'from'> | undefined;
}

/**
 * Fetches the content of a revision and proves that it is what the index says, before anything is written: the archive of
 * the latest revision where there is one, else the text in the record, else the pinned commit.
 *
 * @throws Refusal where there is no way to have it, or where it is something else.
 */
export async function obtain(resolved: Resolved, options: ObtainOptions): Promise<Content> {
  const { entry, pin, registry } = resolved;
  const { measured, part, parts, from, isProven = true } = await bytesOf(resolved, options);
  if (from.type !== 'record' && measured.digest !== pin.digest)
    throw new Refusal(
      'digest-wrong',
      `${entry.id}@${pin.revision} is not what its digest says: ${measured.digest.slice(0, 12)} instead of ${pin.digest.slice(0, 12)}. Tell the operator of the registry, and do not use it.`,
    );
  return {
    ...part,
    name: entry.name,
    title: entry.title,
    description: entry.description,
    id: entry.id,
    revision: pin.revision,
    version: pin.version,
    digest: pin.digest,
    registry: registry.address,
    riskTier: entry.riskTier,
    category: entry.category,
    stub: entry.stub,
    status: pin.status,
    license: entry.license,
    from,
    isProven,
    evidence: measured.evidence,
    findings: measured.findings,
    parts,
  };
}

async function bytesOf(resolved: Resolved, options: ObtainOptions): Promise<Obtained> {
  const { entry, pin, registry } = resolved;
  const isLatest = pin.revision === entry.revision;
  if (isLatest && entry.archive && (entry.kind === 'skill' || entry.kind === 'plugin' || entry.kind === 'workflow'))
    return fromArchive(resolved, undefined);
  const record = await registry.record(entry);
  if (isLatest && entry.archive && entry.kind !== 'hook' && entry.kind !== 'mcp_server')
    return fromArchive(resolved, record);
  let described: Awaited<ReturnType<typeof fromRecord>>;
  if (isLatest && (entry.kind === 'hook' || entry.kind === 'mcp_server')) {
    described = await fromRecord(record, pin.digest);
    if (described && (described.isProven || !mustProve(resolved, options)))
      return { ...described, from: { type: 'record', sha256: entry.record.sha256 } };
  }
  const { git } = record.distribution;
  const commit = isLatest ? (pin.commit ?? git?.commit) : pin.commit;
  if (git && commit !== undefined) {
    const place = { url: git.url, commit, path: record.provenance.path };
    return { ...(await fromGit(entry, place, options)), from: { type: 'git', ...place } };
  }
  if (described)
    throw new Refusal(
      'digest-unproven',
      `Nothing proves that the record of ${entry.id}@${pin.revision} is what its digest ${pin.digest.slice(0, 12)} says: values were left out of it, and it lies in no repository that can be asked. Uninstall it, and install it without a digest if you trust ${registry.address}.`,
    );
  throw new Refusal(
    'no-copy',
    `${entry.id}@${pin.revision} cannot be had from ${registry.address}: ${whyNot(record, isLatest)}`,
  );
}

/** True where a digest was asked for, or is that of what was agreed to before and the record is another one. */
function mustProve({ request, entry, pin }: Resolved, { agreed }: ObtainOptions): boolean {
  if (request.pin?.type === 'digest') return true;
  const isSameRecord = agreed?.from.type === 'record' && agreed.from.sha256 === entry.record.sha256;
  return agreed?.digest === pin.digest && !isSameRecord;
}

function whyNot({ distribution: { noArchive } }: FullEntry, isLatest: boolean): string {
  if (!isLatest)
    return 'archives are kept of the latest revision only, and no commit is known for this one. Ask for the latest.';
  const why = noArchive === undefined ? 'no archive is offered' : noArchiveReasons[noArchive];
  return `${why}, and it lies in no repository that can be asked.`;
}

async function fromArchive({ entry, registry, pin }: Resolved, record: FullEntry | undefined): Promise<Obtained> {
  const { archive } = entry;
  if (!archive) throw new Error(`${entry.id} has no archive.`);
  if (archive.bytes > MOST_PACKED)
    throw new Refusal(
      'archive-unsafe',
      `The archive of ${entry.id} has ${archive.bytes} bytes, and at most ${MOST_PACKED} are taken.`,
    );
  // Relative to the shard it stands in; the registry counts from `api/v1/`.
  const url = registryPath(archive.url, 'shards') === undefined ? archive.url : posix.join('shards', archive.url);
  const packed = await registry.file(url, archive);
  const files = await unpack(packed, `The archive of ${entry.id}@${pin.revision}`);
  const digest = contentDigest(files);
  if (!('digest' in digest) || digest.digest !== pin.digest)
    throw new Refusal(
      'digest-wrong',
      `The archive of ${entry.id}@${pin.revision} holds other files than its digest says. Tell the operator of the registry, and do not use it.`,
    );
  const found = await findEntry(files, { kind: entry.kind, name: entry.name, path: record?.document?.path });
  if (!found)
    throw new Refusal(
      'content-unreadable',
      `The files of ${entry.id}@${pin.revision} hold no ${entry.kind}. Tell the operator of the registry.`,
    );
  // Whatever introspection takes for its files: what is written is what is looked at.
  const isWhole = files.every(({ path }) => found.files.some((file) => file.path === path));
  const own = files.map(({ path, executable }) => ({ path, treePath: path, executable }));
  const looked = isWhole ? { ...found.entry, files: own } : found.entry;
  const described = await describeEntry(filesTree(found.files), looked, found.all);
  const part = { ...described.part, files, formats: record?.formats ?? described.part.formats };
  return { ...described, part, from: { type: 'archive', url, sha256: archive.sha256 } };
}
