import type { Browser, Page } from 'playwright-core';
import { watchedPage } from './browser.ts';

/** Opens pages one after the other and notes what none of them may do. */
export interface Visitor {
  readonly page: Page;
  /** What happened, each with the address at which it did. */
  readonly trouble: string[];
  /** Opens one, lets everything in it run, and looks at what it is made of. */
  visit(url: string): Promise<void>;
  /** Looks at what the page is made of now. */
  inspect(): Promise<void>;
  close(): Promise<void>;
}

/** @param origin Of the site: nothing else may be opened. */
export async function startVisitor(browser: Browser, origin: string): Promise<Visitor> {
  const { page, context, trouble: watched } = await watchedPage(browser, { acceptDownloads: false });
  const trouble: string[] = [];
  const note = (what: string): void => void trouble.push(`${page.url()}: ${what}`);
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => note(`popup: ${popup.url()}`));
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) note(`frame: ${frame.url()}`);
    else if (!frame.url().startsWith(origin) && frame.url() !== 'about:blank') note(`left for ${frame.url()}`);
  });
  const inspect = async (): Promise<void> => {
    for (const what of await page.evaluate(madeOf)) note(what);
    for (const what of watched.splice(0)) note(what);
  };
  return {
    page,
    trouble,
    async visit(url) {
      await page.goto(url, { waitUntil: 'load' });
      if (page.url() !== url) note(`was opened as ${url}`);
      await inspect();
    },
    inspect,
    close: () => context.close(),
  };
}

/** Runs in the page: everything in it that runs something, or that takes the place of what scripts rely on. */
function madeOf(): string[] {
  const found: string[] = [];
  if ('hacked' in globalThis) found.push('a script of the source has run');
  // Around what is no page the browser puts elements of its own.
  if (document.contentType !== 'text/html') return found;
  const policies = document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length;
  if (policies !== 1) found.push(`${policies} policies`);
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.querySelectorAll('*')) {
    const tag = element.localName;
    if (/^(?:iframe|object|embed|base|form|math|foreignobject|animate|set|use)$/.test(tag) && !isOurs(element))
      found.push(`<${tag}>`);
    if (tag === 'meta' && element.getAttribute('http-equiv')?.toLowerCase() === 'refresh') found.push('<meta refresh>');
    if ((tag === 'script' && !element.hasAttribute('src')) || tag === 'style') found.push(`<${tag}> within the page`);
    for (const { name, value } of element.attributes) {
      if (/^(?:on|style$|srcdoc$|srcset$|ping$|formaction$)/.test(name)) found.push(`<${tag} ${name}="${value}">`);
      if (!/^(?:href|src|action|xlink:href|data|poster)$/.test(name)) continue;
      const { protocol, origin } = new URL(value, document.baseURI);
      if (!/^(?:https?|mailto):$/.test(protocol)) found.push(`<${tag} ${name}="${value}">`);
      if (tag !== 'a' && !(tag === 'link' && isWord(element)) && origin !== location.origin)
        found.push(`<${tag} ${name}="${value}">`);
    }
  }
  // A name or an id in the page can stand before a property of the document (HTML, "named properties").
  const relied: readonly (readonly [string, unknown, string])[] = [
    ['body', document.body?.localName, 'body'],
    ['querySelector', typeof document.querySelector, 'function'],
    ['getElementById', typeof document.getElementById, 'function'],
    ['addEventListener', typeof document.addEventListener, 'function'],
    ['cookie', typeof document.cookie, 'string'],
    ['documentElement', document.documentElement instanceof Element, 'true'],
    ['defaultView', document.defaultView === globalThis, 'true'],
  ];
  for (const [name, is, should] of relied) if (String(is) !== should) found.push(`document.${name} is ${String(is)}`);
  return found;

  /** The search and the form for submissions are forms of the site's own. */
  function isOurs(element: Element): boolean {
    return element instanceof HTMLFormElement && element.id !== '' && element.closest('.document') === null;
  }

  /** Links that load nothing: they say where the page is at home. */
  function isWord(element: Element): boolean {
    return /^(?:canonical|alternate)$/.test(element.getAttribute('rel') ?? '');
  }
}
