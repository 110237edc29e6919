import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as playwright,
  type Page,
} from 'playwright-core';

/** A real Chromium without a window. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** What a page did that none of ours may do. */
export interface Trouble {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, messages of the console, violations of the Content-Security-Policy, requests to other hosts. */
  readonly trouble: string[];
}

/** Opens a page that notes everything it should not do. */
export async function watchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Trouble> {
  const context = await browser.newContext({ colorScheme: 'light', ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') trouble.push(`request: ${request.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        // Arrives as a message of the console, where the test picks it up.
        // oxlint-disable-next-line no-console
        console.error(`violates ${violatedDirective}: ${blockedURI}`);
      });
    });
  }
  return { page, context, trouble };
}
