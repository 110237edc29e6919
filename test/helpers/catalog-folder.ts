import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

type Content = string | Uint8Array | { readonly link: string };

/** A folder that is gone after the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skillyard-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder. */
export function writeTree(folder: string, files: Readonly<Record<string, Content>>): void {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(place, content);
    else symlinkSync(content.link, place);
  }
}

/** The least a `catalog.yaml` can say. */
export const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org/market
`;

/** A catalog folder in a temporary place, with a `catalog.yaml` unless one is given. */
export function catalogFolder(files: Readonly<Record<string, Content>>): string {
  const folder = join(scratchFolder(), 'catalog');
  writeTree(folder, { 'catalog.yaml': catalogYaml, ...files });
  return folder;
}
