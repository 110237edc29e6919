import { stat } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import { refuseRaw } from '../commands/prepare.ts';
import { filesTree } from '../content/files-tree.ts';
import { obtain } from '../content/obtain.ts';
import { localSource, type OpenedPlace, openPlace, openRepository } from '../discovery/open-place.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { addCommand, workflowText } from '../report/workflow-text.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import { resolve } from '../resolve/resolve.ts';
import { knownContent, refuseKnown } from '../workflow/known-content.ts';
import { type LoadedWorkflow, loadWorkflow } from '../workflow/load-workflow.ts';
import { transportsFor } from '../content/git-options.ts';
import type { Input, Run } from './outcome.ts';
import { foreignTransports, typedTransports } from './transports.ts';

const DESTINATION = '.skillyard/sources';

/** `workflow load <workflow> [...source]`: exit code 1 where a source is missing or was left as it is. */
export const runWorkflowLoad: Run = async (input) => {
  const { words, flags, cwd, cacheDir, env, layout, dialogue } = input;
  const [what = '', ...extras] = words;
  const isEntry = await looksLikeEntry(what, cwd);
  const registries = await registriesIfNamed(input, isEntry);
  const { opened, digest, isOwn } = isEntry ? await openEntry(what, registries, input) : await openTyped(what, input);
  const options = {
    cwd,
    cacheDir,
    // What one's own folder names is as good as typed.
    transports: isOwn ? typedTransports(env) : foreignTransports(env),
    typedTransports: typedTransports(env),
    destination: resolvePath(cwd, flags.destination ?? DESTINATION),
    digest,
    refuse: refuseKnown(await knownContent(registries), flags),
    dryRun: flags.dryRun,
    force: flags.force,
    agree: (plan: LoadedWorkflow) => dialogue.confirm((wide) => workflowText(plan, { cwd, state: 'asked' }, wide)),
    step: dialogue.step,
  };
  const loaded = await loadWorkflow(opened, extras, options);
  const isWhole = loaded.sources.every(({ state }) => state !== 'failed' && state !== 'kept');
  return {
    json: { ...loaded, command: addCommand(loaded, cwd) },
    text: workflowText(loaded, { cwd, state: flags.dryRun ? 'planned' : 'done' }, layout),
    exitCode: isWhole ? 0 : 1,
  };
};

/** A coordinate, unless a folder of that name is there; `acme/review` is one, and no short form of an address. */
async function looksLikeEntry(text: string, cwd: string): Promise<boolean> {
  if (!/^(?:workflow:)?[a-z0-9-]+(?:\/[a-z0-9-]+)?(?:@[\w.:+~-]+)?$/.test(text)) return false;
  return (await stat(resolvePath(cwd, text)).catch(() => undefined)) === undefined;
}

/** Where nothing is asked of a marketplace, one need not be named; what is named still says what it has taken back. */
async function registriesIfNamed({ flags, env, cwd }: Input, isNeeded: boolean): Promise<Registry[]> {
  try {
    return await registriesOf({ flags: flags.registry, env, cwd });
  } catch (error) {
    if (!isNeeded && error instanceof Refusal && error.code === 'registry-none') return [];
    throw error;
  }
}

interface Opened {
  readonly opened: OpenedPlace;
  readonly digest?: string;
  /** A folder of this machine. */
  readonly isOwn: boolean;
}

async function openTyped(text: string, { cwd, cacheDir, env, dialogue }: Input): Promise<Opened> {
  const opened = await openPlace(text, { cwd, cacheDir, transports: typedTransports(env), step: dialogue.step });
  return { opened, isOwn: 'local' in opened.source.origin };
}

async function openEntry(text: string, registries: readonly Registry[], input: Input): Promise<Opened> {
  const { flags, cwd, cacheDir, env, dialogue } = input;
  const parsed = parseRequest(text);
  const named = parsed.kind === undefined ? `workflow:${parsed.text}` : parsed.text;
  const request = { ...parsed, text: named, kind: 'workflow' };
  const choose = dialogue.choose.bind(dialogue);
  const { resolved } = await resolve(request, registries, { includeStubs: flags.includeStubs, choose });
  const { entry, pin, registry } = resolved;
  refuseRaw({ resolved, notes: [] }, flags.allowRaw);
  const { git, path } = (await registry.record(entry)).provenance;
  const transports = transportsFor(registry, env);
  // Links between the files of a workflow are only in its repository.
  if (git !== undefined && pin.commit !== undefined) {
    const wanted = { url: git, sha: pin.commit, ...(path !== '.' && path !== '' && { path }) };
    const opened = await openRepository(wanted, { cwd, cacheDir, transports, step: dialogue.step });
    return { opened: { ...opened, title: entry.id }, digest: pin.digest, isOwn: false };
  }
  const { files } = await obtain(resolved, { cacheDir, env, transports });
  const source = localSource(`${entry.id} ${registry.address}`, entry.name);
  return {
    opened: { source, tree: filesTree(files), title: entry.id, diagnostics: [] },
    digest: pin.digest,
    isOwn: false,
  };
}
