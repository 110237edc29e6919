import { describe, expect, test } from 'vitest';
import { hasKnownType, isActiveFile, isLikeAPage } from '../../src/domain/active-file.ts';

describe('a file that a browser or a server would run', () => {
  test.each([
    'a.html',
    'docs/A.HTM',
    'a.xhtml',
    'logo.svg',
    'logo.svgz',
    'a.xml',
    'a.xsl',
    'a.mhtml',
    'a.swf',
    '.html',
    'a.html.fr',
    'a.fr.html.gz',
    'a.svg.txt',
    'a.html.',
    'a.html ',
    'x.php.txt',
    'a.php',
    'a.php5',
    'a.phtml',
    'a.phar',
    'a.cgi',
    'a.asp',
    'a.ASPX',
    'a.jsp',
    'a.shtml',
    '.htaccess',
    'deep/er/.htaccess',
    '.HtPasswd',
    '.user.ini',
    'Web.config',
    '_headers',
    '_redirects',
    '_worker.js',
    '_routes.json',
    'schemas/office.xsd',
    'a.rng',
    'a.sch',
    'a.jspf',
  ])('is withheld: %j', (path) => {
    expect(isActiveFile(path)).toBe(true);
  });

  test.each([
    'SKILL.md',
    'scripts/run.py',
    'a.js',
    'worker.js',
    'headers',
    'routes.json',
    'web.config.md',
    'a.json',
    'html',
    'php',
    'docs.html/notes.md',
    'a.htmlx',
    'a.txt',
    'phpinfo.md',
    'my_headers',
    'a.ini',
  ])('is not this one: %j', (path) => {
    expect(isActiveFile(path)).toBe(false);
  });
});

test.each([
  ['SKILL.md', true],
  ['scripts/run.py', true],
  ['logo.PNG', true],
  ['assets/chart.bin', true],
  ['LICENSE', false],
  ['Makefile', false],
  ['a.unheard', false],
  ['.env', false],
])('%j has a type of its own: %s', (path, known) => {
  expect(hasKnownType(path)).toBe(known);
});

test.each([
  ['NOTICE', '<!DOCTYPE html><script>1</script>', true],
  ['NOTICE', '\uFEFF \n<SCRIPT>1</SCRIPT>', true],
  ['x.unheard', '<?xml version="1.0"?>', true],
  ['NOTICE', 'Licensed under <a> licence', false],
  ['NOTICE', `${' '.repeat(2000)}<script>`, false],
  ['a.md', '<script>1</script>', false],
])('%j that begins with %j is like a page: %s', (path, text, like) => {
  expect(isLikeAPage(path, new TextEncoder().encode(text))).toBe(like);
});
