import { canonicalJson, contentDigest, sha256 } from '../../domain/digest.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { asObject } from '../../domain/untyped.ts';
import { introspectTree } from '../../introspect/introspect-tree.ts';
import { Refusal } from '../model/refusal.ts';
import { describeEntry, type Described } from './describe-entry.ts';
import { filesTree } from './files-tree.ts';
import { leavesOut } from './leaves-out.ts';

interface FromRecord extends Described {
  /** The digest was worked out from the text; false where something was left out of it, and only the record has a hash. */
  readonly isProven: boolean;
}

/**
 * Reads hooks or a server, which are parts of files, from the text in the record.
 *
 * @returns Undefined where the record has no text.
 * @throws Refusal where the text is not what the kind wants, or another than the digest says.
 */
export async function fromRecord(record: FullEntry, digest: string): Promise<FromRecord | undefined> {
  const text = record.document?.text;
  if (text === undefined || record.document?.format !== 'json') return undefined;
  const config = parse(record, text);
  if (record.kind === 'mcp_server' && record.files.length > 0) throw broken(record);
  const isProven = isWhole(record, text, config, digest);
  if (!isProven && record.files.length === 0 && !leavesOut(config))
    throw new Refusal(
      'digest-wrong',
      `The text in the record of ${record.id} is not what its digest says. Tell the operator of the registry, and do not use it.`,
    );
  const tree = filesTree(
    Object.entries(around(record, config)).map(([path, value]) => ({
      path,
      bytes: Buffer.from(JSON.stringify(value)),
      executable: false,
    })),
  );
  const selection = { path: '', include: ['**'], exclude: [] };
  const { entries } = await introspectTree(tree, { source: record.source, selection, bindings: new Map() });
  const entry = entries.find(({ kind }) => kind === record.kind);
  if (!entry) throw broken(record);
  const { measured, part } = await describeEntry(tree, entry, []);
  const { name, title, description, formats } = record;
  return { measured, part: { ...part, name, title, description, formats, files: [], config }, parts: [], isProven };
}

/** True where the digest is that of the text: as a value, or as the whole file it stands in, in its usual layout. */
function isWhole({ files }: FullEntry, text: string, config: unknown, digest: string): boolean {
  if (files.length === 0) return sha256(canonicalJson(config)) === digest;
  const [{ path } = { path: '' }, ...others] = files;
  return (
    others.length === 0 &&
    [text, `${text}\n`].some((whole) => {
      const found = contentDigest([{ path, bytes: Buffer.from(whole) }]);
      return 'digest' in found && found.digest === digest;
    })
  );
}

/** The files of a plugin, in which introspection sees such a text as what it is. */
function around({ kind, name }: FullEntry, config: unknown): Record<string, unknown> {
  const manifest = { '.claude-plugin/plugin.json': { name } };
  if (kind === 'mcp_server') return { ...manifest, '.mcp.json': { mcpServers: { [name]: config } } };
  const hooks = asObject(config)?.['hooks'] === undefined ? { hooks: config } : config;
  return { ...manifest, 'hooks/hooks.json': hooks };
}

function parse(record: FullEntry, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(
      'content-unreadable',
      `The text in the record of ${record.id} is not JSON. Tell the operator of the registry.`,
      { cause: error },
    );
  }
}

function broken({ id, kind }: FullEntry): Refusal {
  return new Refusal(
    'content-unreadable',
    `The text in the record of ${id} is no ${kind}. Tell the operator of the registry.`,
  );
}
