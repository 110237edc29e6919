import { type Coordinate, coordinateParts } from '../../domain/coordinate.ts';
import { by } from '../../domain/order.ts';
import { STATE } from '../apply/state-folder.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';

/** Where the record is, relative to the root. */
export const recordPath = `${STATE}/installed.json`;

/** One thing as a harness knows it, and where it comes from. */
interface RecordRow {
  readonly harness: string;
  /** What it is to the harness: `skill` for every folder with a SKILL.md, also for those in plugins. */
  readonly kind: string;
  /** What the harness calls it: the name of its folder, file or setting. */
  readonly name: string;
  /** Relative to the folder of the project or the home folder. */
  readonly path: string;
  readonly registry: string;
  /** The entry it was installed with. */
  readonly id: Coordinate;
  readonly revision: number;
  readonly version?: string | undefined;
  readonly digest: string;
  readonly riskTier: string;
  readonly category: string;
  readonly stub: boolean;
}

/**
 * The record from which a tracer says which revision of which registry a harness has loaded (RFC-0009 of MLflow): by the
 * name and the folder that the harness sees.
 */
export function recordText(entries: ReadonlyMap<Coordinate, LockedInstall>): string {
  const installed = [...entries]
    .flatMap(([id, install]) => install.placed.flatMap((placed) => rowsOf(id, install, placed)))
    .toSorted(by(({ harness, path, name, kind }) => `${harness} ${path} ${kind} ${name}`));
  return `${JSON.stringify({ formatVersion: '1.0', installed }, undefined, 2)}\n`;
}

function rowsOf(id: Coordinate, install: LockedInstall, placed: Placed): RecordRow[] {
  const { registry, revision, version, digest, riskTier, category, stub } = install;
  const row = (kind: string, name: string, path: string): RecordRow => ({
    harness: placed.harness,
    kind,
    name,
    path,
    registry,
    id,
    revision,
    ...(version !== undefined && { version }),
    digest,
    riskTier,
    category,
    stub,
  });
  const { kind } = coordinateParts(id);
  if (placed.type === 'setting') return [row(kind, placed.keys.at(-1) ?? '', placed.target)];
  if (placed.type === 'file') return [row(kind, lastPart(placed.target).replace(/\.[^.]*$/, ''), placed.target)];
  const skills = Object.keys(placed.files)
    .filter((path) => lastPart(path) === 'SKILL.md')
    .map((path) => `${placed.target}/${path}`.slice(0, -'/SKILL.md'.length))
    .map((folder) => row('skill', lastPart(folder), folder));
  return kind === 'skill' && skills.length > 0
    ? skills
    : [row(kind, lastPart(placed.target), placed.target), ...skills];
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
