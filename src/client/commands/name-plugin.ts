import { Refusal } from '../model/refusal.ts';
import { needsPlugin, pluginsOf } from '../resolve/needs-plugin.ts';
import type { Resolution } from '../resolve/resolve.ts';

/** What a part of a plugin may be refused for, and its plugin not. */
const PARTS = new Set(['nothing-to-place', 'no-copy']);
const MOST = 3;

/** Does some work on an entry; where it is refused because the entry is only a part, the plugins that bring it are named. */
export async function namingPlugin<T>({ resolved }: Resolution, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !PARTS.has(error.code)) throw error;
    const record = await resolved.registry.record(resolved.entry);
    const plugins = pluginsOf(record);
    // A harness without a place for hooks has none for those of a plugin either.
    const isHelp = error.code === 'no-copy' || needsPlugin(record);
    if (plugins.length === 0 || !isHelp) throw error;
    const ways = plugins.slice(0, MOST).map((id) => `skillyard install ${id}`);
    throw new Refusal(error.code, `${error.message} It is brought by a plugin: ${ways.join(' or ')}.`, {
      cause: error,
    });
  }
}
