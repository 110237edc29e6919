import type { Page } from 'playwright-core';

export const status = '#results-status';

/** The titles of the results that are shown. */
export async function titles(page: Page): Promise<string[]> {
  return page.locator('#cards h3').allTextContents();
}

/** Waits until the search says this. */
export async function settled(page: Page, text: string | RegExp): Promise<void> {
  await page.locator(status).filter({ hasText: text }).waitFor();
}
