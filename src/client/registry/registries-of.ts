import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import { openRegistry } from './open-registry.ts';
import { registryAddress, type RegistryAddress } from './registry-address.ts';

/** `skillyard.json` of a project: where its entries come from. Other keys are for others. */
const ProjectFile = z.object({ registries: z.array(z.string().min(1)).min(1) });

const FILE = 'skillyard.json';
const MOST_BYTES = 100_000;

interface Asked {
  /** `--registry`, in order. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/**
 * The registries to ask, in order: of the flags, else of `SKILLYARD_REGISTRY` (several separated by spaces or commas),
 * else of `skillyard.json` in the project or a folder above it.
 *
 * @throws Refusal `registry-none` where nobody names one.
 */
export async function registriesOf({ flags, env, cwd }: Asked, signal?: AbortSignal): Promise<Registry[]> {
  const named = env['SKILLYARD_REGISTRY']?.split(/[\s,]+/).filter((text) => text !== '') ?? [];
  const addresses =
    flags.length > 0
      ? flags.map((text) => registryAddress(text, cwd))
      : named.length > 0
        ? named.map((text) => registryAddress(text, cwd))
        : await addressesAbove(cwd);
  const unique = new Map(addresses.map((address) => [address.address, address]));
  return [...unique.values()].map((address) => openRegistry(address, { signal }));
}

async function addressesAbove(cwd: string): Promise<RegistryAddress[]> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const text = await readIfThere(join(folder, FILE));
    if (text !== undefined) return addressesIn(text, folder);
    if (dirname(folder) === folder) break;
  }
  throw new Refusal(
    'registry-none',
    `No registry is named: give one with --registry, in SKILLYARD_REGISTRY, or in ${FILE}: {"registries": ["https://skills.example.org/market/"]}.`,
  );
}

function addressesIn(text: string, folder: string): RegistryAddress[] {
  const place = join(folder, FILE);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('project-file', `${place} is not JSON: mend it, then try again.`, { cause: error });
  }
  const read = ProjectFile.safeParse(value);
  if (!read.success)
    throw new Refusal(
      'project-file',
      `${place} names no registries: write {"registries": ["https://skills.example.org/market/"]}.`,
    );
  return read.data.registries.map((address) => registryAddress(address, folder));
}

async function readIfThere(place: string): Promise<string | undefined> {
  const file = await open(place, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw new Refusal('project-file', `${place} cannot be read: check its permissions.`, { cause: error });
  });
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES)
      throw new Refusal('project-file', `${place} is larger than ${MOST_BYTES} bytes: it is no file of Skillyard.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
