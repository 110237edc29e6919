import type { ContentFile, MemberContent } from '../../domain/composed.ts';
import { shorten } from '../../domain/shorten.ts';
import { type MemberProblem, type Part, refuse } from './member-problem.ts';
import { renamed } from './rename.ts';

/** The files of a skill below `skills/<name>/`, of a subagent or command as `agents/<name>.md` or `commands/<name>.md`. */
export function filesOf(content: MemberContent): Part<readonly ContentFile[]> {
  const { entry, name, files } = content;
  const definition = entry.files.find(({ treePath }) => treePath === entry.definition.path)?.path;
  const main = files.find(({ path }) => path === definition);
  if (!main) return refuse('plugin-member-format', 'The file that defines it is not among its files.');
  const format = wantedFormats[entry.kind];
  if (format !== undefined && !entry.formats.includes(format))
    return refuse('plugin-member-format', `It is written as ${entry.formats.join(', ') || 'something else'}.`);
  const bytes = entry.kind === 'command' ? main.bytes : renamed(main.bytes, entry, name);
  if (!bytes) {
    const value = shorten(String(entry.frontMatter.get('name')?.value).trim());
    return refuse('plugin-member-name', `Its front matter says "${value}", and in the plugin it would be "${name}".`);
  }
  const problems = files.some(({ bytes: text }) => speaksOfRoot(text)) ? [MAY_BE_BOUND] : [];
  if (entry.kind !== 'skill') {
    const folder = entry.kind === 'subagent' ? 'agents' : 'commands';
    return { value: [{ ...main, bytes, path: `${folder}/${name}.md` }], problems };
  }
  const placed = files.map((file) =>
    // Harnesses look for the name in this spelling only.
    file === main ? { ...file, bytes, path: 'SKILL.md' } : file,
  );
  const unsafe = placed.find(({ path }) => !isBelow(path));
  if (unsafe)
    return refuse('plugin-member-format', `Its file ${JSON.stringify(shorten(unsafe.path))} has no place in a folder.`);
  return { value: placed.map((file) => ({ ...file, path: `skills/${name}/${file.path}` })), problems };
}

/** What Claude Code reads. */
const wantedFormats: Readonly<Record<string, string>> = { subagent: 'claude-subagent', command: 'claude-command' };

const MAY_BE_BOUND: MemberProblem = {
  rule: 'plugin-member-bound',
  severity: 'warning',
  message: 'It speaks of the folder of the plugin it comes from; what it means there is not in this plugin.',
};

function speaksOfRoot({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
  return Buffer.from(buffer, byteOffset, byteLength).includes('PLUGIN_ROOT');
}

/** Trees give no other paths; what is written to disk is looked at all the same. */
function isBelow(path: string): boolean {
  const isPlain = !/[\\\p{Cc}]/u.test(path) && path.length <= 4096;
  return isPlain && path.split('/').every((part) => !['', '.', '..'].includes(part) && part.toLowerCase() !== '.git');
}
