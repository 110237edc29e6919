import type { Kind } from '../../domain/kind.ts';
import { harnessTable } from '../../domain/harness-table.ts';
import type { Placed } from '../model/lock.ts';

/**
 * True where an adapter of this client can have written it: its place is one of the table of harnesses, and a setting
 * stands under keys that one of them uses. A lock file that came with a project may say anything, and what it says is
 * removed by `uninstall`.
 */
export function isOwnPlace(placed: Placed): boolean {
  const { target, type } = placed;
  if (type === 'setting') return isOwnSetting(placed);
  if (type === 'folder') return isOneOf(target, ['skill', 'plugin'], '/') || isOneOf(target, ['plugin'], '/local');
  return isOneOf(target, ['subagent', 'command'], '') || placesFor(['hook']).some((place) => isHookFile(target, place));
}

function isOwnSetting({ target, keys, initial }: Extract<Placed, { type: 'setting' }>): boolean {
  const [map = '', name = ''] = keys;
  if (keys.length !== 2 || name === '') return false;
  if (initial === true || map === 'enabledPlugins')
    return map === 'enabledPlugins' && name.endsWith('@skills-dir') && isSettingsOf(target, 'claude-code', 'hook');
  if (map === 'plugins') return name.endsWith('@skillyard') && isSettingsOf(target, 'codex', 'mcp_server');
  return harnessTable.some(
    (fact) =>
      fact.kind === 'mcp_server' &&
      (fact.key ?? 'mcpServers').replace('.<name>', '') === map &&
      isSettingsOf(target, fact.harness, 'mcp_server'),
  );
}

function isSettingsOf(target: string, harness: string, kind: Kind): boolean {
  return harnessTable.some(
    (fact) =>
      fact.harness === harness &&
      fact.kind === kind &&
      [fact.project, fact.user].some((place) => place?.replace(/^~\//, '') === target),
  );
}

/** Places of these kinds relative to the root, in either scope. */
function placesFor(kinds: readonly Kind[]): string[] {
  return harnessTable.flatMap(({ kind, project, user }) =>
    kinds.includes(kind) ? [project, user].flatMap((place) => (place === undefined ? [] : [withoutHome(place)])) : [],
  );
}

function withoutHome(place: string): string {
  return place.replace(/^~\//, '');
}

/** @param end What stands behind the place: a folder of the table ends in a slash. */
function isOneOf(target: string, kinds: readonly Kind[], end: '' | '/' | '/local'): boolean {
  return placesFor(kinds).some((place) => {
    const wanted = (end === '' ? place : place.replace(/\/$/, end === '/' ? '' : end)).split('/');
    const parts = target.split('/');
    return wanted.length === parts.length && wanted.every((part, index) => isPart(parts[index] ?? '', part));
  });
}

/** One part of a path, with any name in the place of `<name>`. */
function isPart(part: string, wanted: string): boolean {
  const [before = '', after] = wanted.split(/<[a-z]+>/);
  if (after === undefined) return part === wanted;
  return part.length > before.length + after.length && part.startsWith(before) && part.endsWith(after);
}

function isHookFile(target: string, place: string): boolean {
  const folder = `${place.slice(0, place.lastIndexOf('/'))}/hooks/`;
  const rest = target.startsWith(folder) ? target.slice(folder.length).split('/') : [];
  return rest.length === 2 && rest[0] !== '' && rest[1] === 'hooks.json';
}
