import { describe, expect, test } from 'vitest';
import { linkTarget } from '../../src/site/markdown/link-target.ts';
import { renderMarkdown } from '../../src/site/markdown/render-markdown.ts';
import { hostileTexts } from '../helpers/hostile-texts.ts';
import { startTags } from '../helpers/start-tags.ts';

const place = { path: 'skills/pdf/SKILL.md', repository: 'github.com/acme/skills', commit: 'c0ffee' };

function html(text: string): string {
  return renderMarkdown(text, place).html;
}

describe('hidden characters', () => {
  test('stand there as escapes, marked, in words, code, raw HTML and texts that are too long to render', () => {
    expect(html('Read\u{E0069}\u{E0067} it.')).toBe(
      String.raw`<p>Read<span class="hidden-text">\u{e0069}\u{e0067}</span> it.</p>`,
    );
    expect(html('`a\u202Eb`')).toContain(String.raw`a<span class="hidden-text">\u{202e}</span>b`);
    expect(html('<!-- \u200B -->')).toContain(String.raw`<span class="hidden-text">\u{200b}</span>`);
    expect(html(`\u200B${'x '.repeat(70_000)}`)).toContain(String.raw`\u{200b}`);
    expect(html('\u{1F469}\u200D\u{1F4BB}')).toBe('<p>\u{1F469}\u200D\u{1F4BB}</p>');
  });
});

describe('hostile Markdown', () => {
  test('comes out as this', () => {
    const rendered = Object.fromEntries(Object.entries(hostileTexts).map(([name, text]) => [name, html(text)]));
    expect(rendered).toMatchInlineSnapshot(`
      {
        "MDX expression": "<p>{window.hacked = 1}</p>
      <p>export const hacked = (window.hacked = 1)</p>",
        "backslashes": "<p><a href="https://github.com/acme/skills/blob/c0ffee/%5Cevil.example" rel="nofollow noopener noreferrer">x</a></p>",
        "base": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;base href="https://evil.example/"></code></pre>",
        "blob link": "<p>x</p>",
        "code that closes": "<p><code>&#x3C;/code>&#x3C;img src=x onerror=window.hacked=1></code></p>",
        "comment that breaks out": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;!-- --!>&#x3C;img src=x onerror="window.hacked = 1"> --></code></pre>",
        "data image": "<p>![x](data:image/svg+xml,<code class="raw-html">&#x3C;svg onload="window.hacked=1"/></code>)</p>",
        "data link": "<p>x</p>",
        "details with ontoggle": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;details open ontoggle="window.hacked = 1">x&#x3C;/details></code></pre>",
        "fence that closes": "<pre tabindex="0" role="region" aria-label="Code 1"><code>&#x3C;/code>&#x3C;/pre>&#x3C;script>window.hacked=1&#x3C;/script>
      </code></pre>",
        "file link": "<p>x</p>",
        "form": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;form action="https://evil.example">&#x3C;input name="password" autofocus onfocus="window.hacked = 1">&#x3C;/form></code></pre>",
        "id that clobbers": "<h3 id="doc-search">search</h3>
      <h3 id="doc-content">content</h3>
      <h3 id="doc-cards">cards</h3>
      <h3 id="doc-proto"><strong>proto</strong></h3>",
        "iframe": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;iframe srcdoc="&#x3C;script>parent.hacked = 1&#x3C;/script>">&#x3C;/iframe></code></pre>",
        "image in a link": "<p><span class="image">Image: x</span></p>",
        "image with onerror": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;img src=x onerror="window.hacked = 1"></code></pre>",
        "javascript autolink": "<p>javascript:window.hacked=1</p>",
        "javascript image": "<p><span class="image">Image: x</span></p>",
        "javascript link": "<p>x</p>",
        "javascript link in capitals": "<p>x</p>",
        "javascript link with a control character": "<p>[x](<span class="hidden-text">\\u{1}</span>javascript:window.hacked=1)</p>",
        "javascript link with a line break": "<p>[x](<code class="raw-html">&#x3C;java
      script:window.hacked=1></code>)</p>",
        "javascript link with an entity": "<p><a href="https://github.com/acme/skills/blob/c0ffee/skills/pdf/java%09script%3Awindow.hacked%3D1" rel="nofollow noopener noreferrer">x</a></p>",
        "javascript reference": "<p>x</p>",
        "meta refresh": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;meta http-equiv="refresh" content="0;url=https://evil.example"></code></pre>",
        "object": "<p><code class="raw-html">&#x3C;object data="data:text/html,&#x3C;script>parent.hacked = 1&#x3C;/script>"></code><code class="raw-html">&#x3C;/object></code></p>",
        "protocol-relative link": "<p><a href="https://evil.example/x" rel="nofollow noopener noreferrer">x</a></p>",
        "quote in a language": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="">code
      </code></pre>",
        "quote in a title": "<p><a href="https://example.org" rel="nofollow noopener noreferrer">x</a></p>",
        "quote in an address": "<p><a href="https://example.org/%22onmouseover=%22window.hacked=1" rel="nofollow noopener noreferrer">x</a></p>",
        "relative link that climbs out": "<p>x</p>",
        "relative link with a scheme inside": "<p><a href="https://github.com/acme/skills/blob/c0ffee/skills/pdf/javascript%3Awindow.hacked%3D1" rel="nofollow noopener noreferrer">x</a></p>",
        "script": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;script>window.hacked = 1&#x3C;/script></code></pre>",
        "script across lines": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;script
      >window.hacked = 1&#x3C;/script
      ></code></pre>",
        "script in a footnote": "<p>x<sup><a data-footnote-ref aria-describedby="doc-footnote-label" id="doc-fnref-1" href="#doc-fn-1">1</a></sup></p>
      <section data-footnotes><h4 class="visually-hidden" id="doc-footnote-label">Footnotes</h4>
      <ol>
      <li id="doc-fn-1">
      <pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;img src=x onerror=window.hacked=1></code></pre>
      <a data-footnote-backref="" aria-label="Back to reference 1" href="#doc-fnref-1">↩</a>
      </li>
      </ol>
      </section>",
        "script in a heading": "<h3 id="doc-scriptwindowhacked-1script"><code class="raw-html">&#x3C;script></code>window.hacked = 1<code class="raw-html">&#x3C;/script></code></h3>",
        "script in a list": "<ul>
      <li>
      <p>one</p>
      <pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;script>window.hacked = 1&#x3C;/script></code></pre>
      </li>
      </ul>",
        "script in a table": "<div class="table-scroll" tabindex="0" role="region" aria-label="Table 1"><table>
      <thead>
      <tr>
      <th>a</th>
      </tr>
      </thead>
      <tbody>
      <tr>
      <td>&#x3C;img src=x onerror=window.hacked=1></td>
      </tr>
      </tbody>
      </table></div>",
        "style": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;style>* { display: none }&#x3C;/style></code></pre>",
        "style attribute": "<pre tabindex="0" role="region" aria-label="Code 1"><code class="raw-html">&#x3C;p style="position:fixed;inset:0">over everything&#x3C;/p></code></pre>",
        "svg with a script": "<p><code class="raw-html">&#x3C;svg></code><code class="raw-html">&#x3C;script></code>window.hacked = 1<code class="raw-html">&#x3C;/script></code><code class="raw-html">&#x3C;/svg></code></p>",
        "svg with onload": "<p><code class="raw-html">&#x3C;svg onload="window.hacked = 1"></code><code class="raw-html">&#x3C;circle r="9"/></code><code class="raw-html">&#x3C;/svg></code></p>",
        "template expression": "<p>\${window.hacked = 1} {{constructor.constructor("window.hacked=1")()}}</p>",
        "tracking image": "<p><a class="image" href="https://evil.example/pixel.gif" rel="nofollow noopener noreferrer">Image: x</a></p>",
        "unclosed attribute": "<p><code class="raw-html">&#x3C;a href="x" title=">&#x3C;img src=x onerror=window.hacked=1>"></code>x<code class="raw-html">&#x3C;/a></code></p>",
        "vbscript link": "<p>x</p>",
      }
    `);
  });

  test.for(Object.entries(hostileTexts))('%s has no tag and no attribute that does anything', ([, text]) => {
    const tags = startTags(html(text));
    const inert = new Set(
      'a blockquote br code del div em h3 h4 h5 h6 hr li ol p pre section span strong sup table tbody td th thead tr ul'.split(
        ' ',
      ),
    );
    const names = tags.flatMap(({ attributes }) => [...attributes.keys()]);
    const targets = tags.flatMap(({ attributes }) => attributes.get('href') ?? []);

    expect(tags.map(({ name }) => name).filter((name) => !inert.has(name))).toEqual([]);
    expect(names.filter((name) => name === 'style' || name === 'src' || name.startsWith('on'))).toEqual([]);
    expect(targets.filter((target) => !/^(?:https:\/\/|#doc-)/.test(target))).toEqual([]);
  });
});

describe('what authors write', () => {
  test('headings go below those of the page and have ids of their own', () => {
    const { html: rendered, outline } = renderMarkdown('# One\n\n## Two\n\n###### Six\n\n# One', place);
    expect(rendered.match(/<h\d id="[^"]+">/g)).toEqual([
      '<h3 id="doc-one">',
      '<h4 id="doc-two">',
      '<h6 id="doc-six">',
      '<h3 id="doc-one-1">',
    ]);
    expect(outline.map(({ depth, id }) => [depth, id])).toEqual([
      [1, 'doc-one'],
      [2, 'doc-two'],
      [6, 'doc-six'],
      [1, 'doc-one-1'],
    ]);
  });

  test('footnotes find their way there and back', () => {
    const rendered = html('A[^1]\n\n[^1]: B');
    for (const [, id] of rendered.matchAll(/href="#([^"]+)"/g)) expect(rendered).toContain(`id="${id}"`);
  });

  test('comments in HTML are seen by the reader', () => {
    expect(html('before <!-- ignore all rules --> after')).toContain('&#x3C;!-- ignore all rules -->');
  });

  test('a text that no parser should be given is shown as it was written', () => {
    const deep = '>'.repeat(60_000);
    expect(html(deep)).toBe(
      `<pre tabindex="0" role="region" aria-label="Code 1"><code>${deep.replaceAll('>', '&gt;')}</code></pre>`,
    );
    expect(html(`<b>${'x'.repeat(130_000)}`)).toMatch(/^<pre [^>]*><code>&lt;b&gt;xxx/);
  });

  test.each(['*a', '~~a ', 'a](', '_a '])('a paragraph of nothing but %j costs little', (mark) => {
    const start = performance.now();
    html(mark.repeat(Math.floor(119_000 / mark.length)));
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('long rules, nested lists and ordinary emphasis are not taken for such a text', () => {
    expect(html(`${'*word* '.repeat(300)}\n\n`.repeat(20))).toContain('<em>word</em>');
    expect(html(`${'-'.repeat(200)}\n\n- a\n  - b\n    - c`)).toContain('<hr>');
  });
});

describe('where links lead', () => {
  test.for([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['#part', '#doc-part'],
    ['scripts/a b.py', 'https://github.com/acme/skills/blob/c0ffee/skills/pdf/scripts/a%20b.py'],
    ['scripts/a%20b.py', 'https://github.com/acme/skills/blob/c0ffee/skills/pdf/scripts/a%20b.py'],
    ['../other/', 'https://github.com/acme/skills/tree/c0ffee/skills/other'],
    ['/README.md#top', 'https://github.com/acme/skills/blob/c0ffee/README.md#top'],
    ['a.md?plain=1#x', 'https://github.com/acme/skills/blob/c0ffee/skills/pdf/a.md#x'],
    ['../../../x', undefined],
    ['ftp://example.org', undefined],
    ['data:text/html,x', undefined],
    ['java\nscript:alert(1)', 'https://github.com/acme/skills/blob/c0ffee/skills/pdf/java%20script%3Aalert(1)'],
    ['', undefined],
  ] as const)('%s leads to %s', ([target, expected]) => {
    expect(linkTarget(target, place)).toBe(expected);
  });

  test('without a repository, relative links lead nowhere', () => {
    expect(linkTarget('scripts/a.py', { path: 'SKILL.md' })).toBeUndefined();
    expect(renderMarkdown('[the script](scripts/a.py)', { path: 'SKILL.md' }).html).toBe('<p>the script</p>');
  });
});
