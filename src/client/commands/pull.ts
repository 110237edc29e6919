import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve as resolvePath } from 'node:path';
import type { ContentFile } from '../../domain/composed.ts';
import { modeOf } from '../apply/change.ts';
import { diskState } from '../apply/disk-state.ts';
import type { Effects } from '../apply/effects.ts';
import { hasCode } from '../apply/error-code.ts';
import { whyUnfit } from '../content/why-unfit.ts';
import type { Content } from '../model/content.ts';
import { Refusal } from '../model/refusal.ts';
import type { PullResult } from '../model/result.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import { resolve } from '../resolve/resolve.ts';
import type { CommandContext } from './context.ts';
import { type Prepared, prepare, requireConsent } from './prepare.ts';

export interface PullOptions {
  readonly requests: readonly string[];
  readonly registries: readonly string[];
  /** Relative to the working folder. */
  readonly destination: string | undefined;
  readonly force: boolean;
  readonly allowRaw: boolean;
  readonly includeStubs: boolean;
}

/**
 * `pull`: the files of entries in a folder, for no harness, without a lock. One entry becomes the folder itself, several a
 * folder each in it. The folder is put in place as a whole.
 *
 * @throws Refusal with nothing written: `destination-taken` where something is there.
 */
export async function pull(options: PullOptions, context: CommandContext): Promise<PullResult> {
  const { requests, registries: flags } = options;
  if (options.destination === undefined || requests.length === 0)
    throw new Refusal('usage', 'Say what to fetch and where to: skillyard pull <name> --destination <folder>.');
  const destination = resolvePath(context.cwd, options.destination);
  await refuseTaken(destination, options.force);
  const registries = await registriesOf({ flags, env: context.env, cwd: context.cwd }, context.signal);
  const prepared: Prepared[] = [];
  for (const request of requests.map(parseRequest)) {
    context.dialogue.step(`Looking up ${request.text}`);
    const { includeStubs, allowRaw } = options;
    const resolution = await resolve(request, registries, {
      includeStubs,
      choose: (asked, candidates) => context.dialogue.choose(asked, candidates),
    });
    prepared.push(await prepare({ resolution, adapters: [], scope: 'project', allowRaw, pin: undefined }, context));
  }
  const contents = prepared.map(({ item }) => item.content);
  const isOne = contents.length === 1;
  const files = contents.flatMap((content) =>
    filesOf(content).map((file) => (isOne ? file : { ...file, path: `${content.name}/${file.path}` })),
  );
  const why = whyUnfit(files.map(({ path }) => path));
  if (why !== undefined)
    throw new Refusal(
      'path-unfit',
      `${why}. Pull the entries one by one where two have one name. Nothing was written.`,
    );
  await requireConsent(
    prepared.map(({ proposal }) => proposal),
    context,
  );
  context.dialogue.step('Writing');
  const kept = await put(destination, files, context.effects);
  return {
    pulled: contents.map((content) => ({
      id: content.id,
      revision: content.revision,
      digest: content.digest,
      folder: isOne ? destination : join(destination, content.name),
      files: filesOf(content).map(({ path }) => path),
    })),
    notes: [...prepared.flatMap(({ proposal }) => proposal.notes), ...kept],
  };
}

/** What is a part of a file has none: its configuration is written as one. */
function filesOf({ kind, name, files, config }: Content): readonly ContentFile[] {
  if (files.length > 0 || config === undefined) return files;
  const value = kind === 'mcp_server' ? { mcpServers: { [name]: config } } : config;
  return [{ path: `${name}.json`, bytes: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`), executable: false }];
}

async function refuseTaken(destination: string, force: boolean): Promise<void> {
  const { type, ...state } = await diskState(destination);
  const isEmpty = type === 'absent' || (type === 'folder' && (await readdir(destination)).length === 0);
  if (isEmpty || force) return;
  const what = 'files' in state ? 'is a folder with something in it' : 'is there already';
  throw new Refusal(
    'destination-taken',
    `${destination} ${what}. Name a folder that is empty or not there, or add --force: what is there is then kept as ${basename(destination)}.backup-1.`,
  );
}

/** Writes beside the destination first, so that a run that is killed leaves no half of a folder there. */
async function put(destination: string, files: readonly ContentFile[], effects: Effects): Promise<string[]> {
  const draft = join(dirname(destination), `.${basename(destination)}.${randomUUID().slice(0, 8)}.skillyard`);
  const made = new Set<string>();
  const make = async (folder: string): Promise<void> => {
    if (made.has(folder) || (await diskState(folder)).type === 'folder') return;
    await make(dirname(folder));
    await effects.mkdir(folder);
    made.add(folder);
  };
  try {
    await make(draft);
    for (const { path, bytes, executable } of files) {
      const place = join(draft, path);
      await make(dirname(place));
      await effects.writeFile(place, bytes, modeOf(executable));
    }
    const notes = await clear(destination, effects);
    await effects.rename(draft, destination);
    return notes;
  } catch (error) {
    // Told is what led here; what is left over has a name of its own.
    await effects.remove(draft).catch(() => undefined);
    throw error;
  }
}

async function clear(destination: string, effects: Effects): Promise<string[]> {
  try {
    await effects.rmdir(destination);
    return [];
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw error;
  }
  for (let n = 1; ; n += 1) {
    const name = `${destination}.backup-${n}`;
    if ((await diskState(name)).type !== 'absent') continue;
    await effects.rename(destination, name);
    return [`What was there is kept as ${name}.`];
  }
}
