import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AttributeEvent, type ConfigData, HtmlValidate, Rule, StaticConfigLoader } from 'html-validate';

/** One page as an HTML parser that is not the browser's sees it. */
export interface AuditedPage {
  /** Where it lies below the site, with slashes: `skills/index.html`. */
  readonly file: string;
  /** What is not valid HTML, as `rule: message (line)`. */
  readonly problems: readonly string[];
  /** Every address that an element of the page refers to, as it is written. */
  readonly links: readonly string[];
  /** The ids that a fragment can name. */
  readonly ids: ReadonlySet<string>;
}

/** Attributes whose value is an address; `srcset` and `ping` are used nowhere. */
const addresses = new Set(['href', 'src', 'action', 'poster', 'data', 'cite']);

interface Seen {
  links: string[];
  ids: Set<string>;
}

/** A rule that finds no fault: it writes down the addresses and ids that the parser meets. */
function collecting(seen: Seen): typeof Rule {
  return class extends Rule {
    setup(): void {
      this.on('attr', ({ key, value }: AttributeEvent) => {
        if (typeof value !== 'string') return;
        if (key === 'id') seen.ids.add(decode(value));
        else if (addresses.has(key)) seen.links.push(decode(value));
      });
    }
  } as unknown as typeof Rule;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The character references that our own serializers write. */
function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return named[name ?? ''] ?? whole;
  });
}

const rules: NonNullable<ConfigData['rules']> = {
  'collect-addresses': 'error',
  // Checkboxes of one facet share a name, as they have to.
  'form-dup-name': ['error', { shared: ['checkbox', 'radio', 'submit', 'button'] }],
  // A pattern of a card in <template> is empty until a script fills it.
  'empty-heading': 'off',
  'wcag/h30': 'off',
  'attribute-misuse': 'off',
  // Neither the case of the doctype nor a space at the end of a line is anything to a parser.
  'doctype-style': 'off',
  'no-trailing-whitespace': 'off',
  // Advice on taste or on search engines, none of it from a specification.
  'long-title': 'off',
  'prefer-native-element': 'off',
  // Filters answer while one chooses; nothing is sent.
  'wcag/h32': 'off',
};

/** Reads every page below a folder once: is it valid, what does it link to, what can be linked to in it. */
export async function auditPages(folder: string): Promise<ReadonlyMap<string, AuditedPage>> {
  let seen: Seen = { links: [], ids: new Set() };
  const proxy: Seen = {
    get links() {
      return seen.links;
    },
    get ids() {
      return seen.ids;
    },
  };
  const plugin = { name: 'audit', rules: { 'collect-addresses': collecting(proxy) as never } };
  const loader = new StaticConfigLoader({ extends: ['html-validate:recommended'], plugins: [plugin], rules });
  const validator = new HtmlValidate(loader);
  const pages = new Map<string, AuditedPage>();
  for await (const found of glob('**/*.html', { cwd: folder })) {
    const file = found.replaceAll('\\', '/');
    seen = { links: [], ids: new Set() };
    const report = await validator.validateString(await readFile(join(folder, file), 'utf8'), file);
    const problems = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
    );
    pages.set(file, { file, problems, links: seen.links, ids: seen.ids });
  }
  return pages;
}
