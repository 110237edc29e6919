import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { installClients } from './install-clients.ts';
import { buildShops } from './shop-catalog.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that `buildShops` made. */
    shops: string;
  }
}

/** Before all tests: the clients from the registry, and the sites. After them the sites go again. */
export async function setup(project: TestProject): Promise<() => void> {
  await installClients();
  const shops = await buildShops();
  project.provide('shops', shops);
  return () => rmSync(shops, { recursive: true, force: true });
}
