import { stat } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import { type OpenedPlace, openPlace, openRepository } from '../discovery/open-place.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { addCommand, workflowText } from '../report/workflow-text.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import { resolve } from '../resolve/resolve.ts';
import { knownContent, refuseKnown } from '../workflow/known-content.ts';
import { loadWorkflow } from '../workflow/load-workflow.ts';
import type { Input, Run } from './outcome.ts';

const DESTINATION = '.skillyard/sources';

/** `workflow load <workflow> [...source]`: exit code 1 where a source is missing or was left as it is. */
export const runWorkflowLoad: Run = async (input) => {
  const { words, flags, cwd, cacheDir, layout, dialogue } = input;
  const [what = '', ...extras] = words;
  const isEntry = await looksLikeEntry(what, cwd);
  const registries = await registriesIfNamed(input, isEntry);
  const opened = isEntry
    ? await openEntry(what, registries, input)
    : await openPlace(what, { cwd, cacheDir, step: dialogue.step });
  const options = {
    cwd,
    cacheDir,
    destination: resolvePath(cwd, flags.destination ?? DESTINATION),
    refuse: refuseKnown(await knownContent(registries), flags),
    dryRun: flags.dryRun,
    force: flags.force,
    step: dialogue.step,
  };
  const loaded = await loadWorkflow(opened, extras, options);
  const isWhole = loaded.sources.every(({ state }) => state !== 'failed' && state !== 'kept');
  return {
    json: { ...loaded, command: addCommand(loaded, cwd) },
    text: workflowText(loaded, { cwd, dryRun: flags.dryRun }, layout),
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

async function openEntry(text: string, registries: readonly Registry[], input: Input): Promise<OpenedPlace> {
  const { flags, cwd, cacheDir, dialogue } = input;
  const request = { ...parseRequest(text), kind: 'workflow' };
  const choose = dialogue.choose.bind(dialogue);
  const { resolved } = await resolve(request, registries, { includeStubs: flags.includeStubs, choose });
  const { entry, pin, registry } = resolved;
  if (entry.category === 'raw' && !flags.allowRaw)
    throw new Refusal(
      'raw',
      `${entry.id} is raw and must be wrapped before it is used: add --allow-raw if you do that.`,
    );
  const { git, path } = (await registry.record(entry)).provenance;
  if (git === undefined || pin.commit === undefined)
    throw new Refusal(
      'workflow-local',
      `${entry.id} lies in the catalog itself and not in a repository: pull it, and load the folder.`,
    );
  const below = path === '.' ? '' : path;
  return openRepository(
    { url: git, sha: pin.commit, ...(below !== '' && { path: below }) },
    { cwd, cacheDir, step: dialogue.step },
  );
}
