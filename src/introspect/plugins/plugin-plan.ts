import type { Diagnostic, Place } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import type { QuarantinedEntry } from '../../domain/source-record.ts';
import type { PluginFormat } from './plugin-formats.ts';
import type { JsonFile } from '../read-json.ts';

/** A manifest, or the entry of a marketplace, as far as it names a plugin and its parts. */
export interface Naming {
  /** Where the parts lie that it does not name. */
  readonly format: PluginFormat;
  /** The id of the format it is written in: that of the manifest, or of the marketplace. */
  readonly writtenAs: string;
  readonly json: JsonFile;
  /** Where in the file it stands; empty for a manifest. */
  readonly keys: readonly (string | number)[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** True for the manifest of a plugin, false for the entry of a marketplace. */
export function isManifest({ keys }: Naming): boolean {
  return keys.length === 0;
}

/** A part of a JSON file that describes hooks or servers: the whole file, or what stands below some keys of it. */
export interface JsonPart {
  /** Its identity in the source: the file, or `file#keys`. */
  readonly path: string;
  readonly json: JsonFile;
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
}

/** Where the parts of a plugin are. All paths are real ones. */
export interface Components {
  /** Skill folders. */
  readonly skills: readonly string[];
  /** Files in Markdown or TOML. */
  readonly subagents: readonly string[];
  readonly commands: readonly string[];
  readonly hooks: readonly JsonPart[];
  /** Objects whose keys are server names. */
  readonly servers: readonly JsonPart[];
  /** Servers that its harnesses refuse. */
  readonly refused: readonly QuarantinedEntry[];
}

/** A plugin as its manifests describe it, before its members are read. */
export interface PluginPlan {
  /** Its identity in the source: its folder (`.` for the root), or `marketplace.json#name` where it has no manifest. */
  readonly path: string;
  readonly root: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly version?: string | undefined;
  readonly license?: string | undefined;
  readonly keywords: readonly string[];
  readonly formats: readonly string[];
  readonly statement: ReadonlyMap<string, Written>;
  /** The file and part of it that defines the plugin. */
  readonly definition: Omit<JsonPart, 'path'>;
  readonly at: Place;
  /** Its files are everything below its root; else those of its members. */
  readonly ownsRoot: boolean;
  readonly components: Components;
  /** The formats in which its harnesses read the Markdown files of its subagents and commands. */
  readonly texts: { readonly subagent: readonly string[]; readonly command: readonly string[] };
}

/** The identity of what stands one key deeper. */
export function partPath(path: string, key: string): string {
  return `${path}${path.includes('#') ? '.' : '#'}${key}`;
}

/** Gathers what is found on the way. */
export type Report = (diagnostic: Diagnostic) => void;

/**
 * The formats whose conventions hold. Those of marketplaces are among them: their harnesses load a listed folder without
 * a manifest of their own by its conventions.
 */
export function formatsOf(namings: readonly Naming[]): PluginFormat[] {
  return [...new Set(namings.map(({ format }) => format))];
}
