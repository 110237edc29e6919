import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { adapters } from '../../src/client/harnesses/index.ts';
import type { Action, Placement, Scope } from '../../src/client/model/action.ts';
import type { Content } from '../../src/client/model/content.ts';
import { insertSetting } from '../../src/client/settings/settings.ts';
import type { Customer } from './run-client.ts';

function writeBytes(path: string, bytes: Uint8Array | string, executable = false): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  if (executable) chmodSync(path, 0o755);
}

function perform(root: string, action: Action): void {
  const path = join(root, action.target);
  if (action.type === 'file') return writeBytes(path, action.bytes);
  if (action.type === 'folder') {
    for (const file of action.files) writeBytes(join(path, file.path), file.bytes, file.executable);
    return;
  }
  const result = insertSetting(existsSync(path) ? readFileSync(path, 'utf8') : undefined, action);
  if ('refused' in result) throw new Error(result.refused);
  writeBytes(path, result.text);
}

/** What an adapter says of one entry. */
export function placementOf(harness: string, content: Content, scope: Scope): Placement {
  const adapter = adapters.find(({ id }) => id === harness);
  if (!adapter) throw new Error(`There is no adapter ${harness}.`);
  return adapter.place(content, scope);
}

/** Writes into a customer's home or project what an adapter says; nothing of the installer takes part in it. */
export function putInPlace(customer: Customer, harness: string, scope: Scope, contents: readonly Content[]): void {
  const root = scope === 'user' ? customer.home : customer.project;
  for (const content of contents)
    for (const action of placementOf(harness, content, scope).actions) perform(root, action);
}
