import { harnessFacts } from '../../domain/harness.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { forHarnesses, type Step } from './step.ts';
import { takePlaces } from './take-commands.ts';

/**
 * Fetches the archive that any machine can unpack, checks its hash, and puts the files where harnesses look.
 *
 * @param url The public address of the marketplace.
 * @returns Undefined without an archive; empty where no command can be made of its address.
 */
export function downloadSteps(entry: FullEntry, url: string): Step[] | undefined {
  const { archives = [] } = entry.distribution;
  if (archives.length === 0) return undefined;
  const archive = archives.find(({ format }) => format === 'tar.gz');
  const address = `${url.replace(/\/$/, '')}/${archive?.url.replace(/^(?:\.\.\/)+/, '') ?? ''}`;
  if (!archive || !/^[\w:/.@+~%-]+$/.test(address)) return [];
  const file = address.split('/').at(-1) ?? '';
  const fetch = `curl -fsSLO ${address}\necho '${archive.sha256}  ${file}' | sha256sum --check`;
  return [
    { label: 'Fetch and check', text: fetch },
    ...(entry.kind === 'plugin' ? pluginSteps(entry, file) : fileSteps(entry, file)),
  ];
}

function unpack(file: string, folder: string): string {
  return `mkdir -p ${folder} && tar -xzf ${file} -C ${folder}`;
}

function fileSteps(entry: FullEntry, file: string): Step[] {
  return takePlaces(entry).map(({ folder, harnesses }) => ({
    label: forHarnesses(harnesses),
    // An archive holds the files of a skill, and not the folder that is called like it.
    text: unpack(file, entry.kind === 'skill' ? `${folder}/${entry.name}` : folder),
  }));
}

/** Plugins are loaded from a folder, by those that can. */
function pluginSteps(entry: FullEntry, file: string): Step[] {
  const { name } = entry;
  const takers = new Set(harnessFacts(entry).flatMap(({ harness, fact }) => (fact ? [harness] : [])));
  return [
    { label: 'Unpack', text: unpack(file, name) },
    ...(takers.has('claude-code')
      ? [{ label: 'Claude Code, for one session', text: `claude --plugin-dir ./${name}` }]
      : []),
    ...(takers.has('gemini-cli') ? [{ label: 'For Gemini CLI', text: `gemini extensions install ./${name}` }] : []),
    ...(takers.has('cursor') ? [{ label: 'For Cursor', text: unpack(file, `~/.cursor/plugins/local/${name}`) }] : []),
  ];
}
