import { describe, expect, test } from 'vitest';
import { canonicalPlace, parseRemote } from '../../src/domain/place.ts';
import { folderName } from '../../src/domain/place-folder.ts';

describe('an address of a repository', () => {
  test.each([
    ['https://github.com/harbour/tides', 'https', 'github.com/harbour/tides'],
    ['https://github.com/harbour/tides.git', 'https', 'github.com/harbour/tides'],
    ['https://github.com/harbour/tides/', 'https', 'github.com/harbour/tides'],
    ['https://github.com/harbour/tides.git/', 'https', 'github.com/harbour/tides'],
    ['https://GitHub.com/Harbour/Tides', 'https', 'github.com/harbour/tides'],
    ['HTTPS://github.com/harbour/tides', 'https', 'github.com/harbour/tides'],
    ['https://github.com:443/harbour/tides', 'https', 'github.com/harbour/tides'],
    ['ssh://git@github.com/harbour/tides.git', 'ssh', 'github.com/harbour/tides'],
    ['ssh://git@github.com:22/harbour/tides', 'ssh', 'github.com/harbour/tides'],
    ['git@github.com:Harbour/Tides.git', 'ssh', 'github.com/harbour/tides'],
    ['http://git.example.org/tides', 'http', 'git.example.org/tides'],
    ['http://git.example.org:8080/tides', 'http', 'git.example.org:8080/tides'],
    ['https://git.example.org/Harbour/Tides', 'https', 'git.example.org/Harbour/Tides'],
    ['https://git.example.org/~ada/tides', 'https', 'git.example.org/~ada/tides'],
    ['https://dev.example.org/harbour/_git/sea%20charts', 'https', 'dev.example.org/harbour/_git/sea%20charts'],
    ['https://www.github.com/harbour/tides', 'https', 'github.com/harbour/tides'],
    ['https://www.example.org/tides', 'https', 'www.example.org/tides'],
    ['https://github.com/harbour/tides.GIT', 'https', 'github.com/harbour/tides'],
    ['https://git.example.org/tides.git.git', 'https', 'git.example.org/tides.git'],
    ['https://git.example.org/.git', 'https', 'git.example.org/.git'],
    ['https://git.example.org/%74ide%2ds', 'https', 'git.example.org/tide-s'],
    ['https://git.example.org/h%c3%a4fen/tides', 'https', 'git.example.org/h%C3%A4fen/tides'],
    ['https://github.com:8443/harbour/tides', 'https', 'github.com:8443/harbour/tides'],
    ['ssh://git@git.example.org:2222/Harbour/Tides.git', 'ssh', 'git.example.org:2222/Harbour/Tides'],
    ['git@gitlab.com:Harbour/Quay/Tides.git', 'ssh', 'gitlab.com/harbour/quay/tides'],
    [`https://git.example.org/${'a'.repeat(300)}.git`, 'https', `git.example.org/${'a'.repeat(300)}`],
    ['file:///srv/git/tides.git', 'file', '/srv/git/tides'],
    ['bundles/tides.bundle', 'bundle', 'bundles/tides.bundle'],
  ])('%s is taken', (text, transport, repository) => {
    expect(parseRemote(text)).toEqual({ transport, url: text, repository });
  });

  test.each([
    '',
    'tides',
    'harbour/tides',
    '--upload-pack=touch /tmp/pwned',
    '-oProxyCommand=touch@github.com:harbour/tides',
    '-o@github.com:harbour/tides',
    'ssh://-oProxyCommand=touch/harbour',
    'ssh://-o@github.com/harbour/tides',
    'ssh://github.com/-oProxyCommand=touch',
    'https://-github.com/harbour/tides',
    'https://github.com/--upload-pack=touch',
    'https://github.com/harbour/--upload-pack=touch',
    'ext::sh -c touch% /tmp/pwned',
    'git://github.com/harbour/tides',
    'ftp://github.com/harbour/tides',
    'https://ada:secret@github.com/harbour/tides',
    'https://ada@github.com/harbour/tides',
    'ssh://ada:secret@github.com/harbour/tides',
    'https://github.com/harbour/tides?token=secret',
    'https://github.com/harbour/tides#main',
    'https://github.com/../../etc/passwd',
    'https://github.com/harbour/./tides',
    'git@github.com:../tides',
    'https://github.com/harbour/%2e%2E/tides',
    'https://github.com/%2E/tides',
    'https://github.com/harbour/gezeiten-für-anfänger',
    'file:///srv/../etc',
    'file://example.org/srv/tides',
    'file:///-tides',
    '/srv/git/tides.bundle',
    '../tides.bundle',
    'bundles/../../tides.bundle',
    '-tides.bundle',
    'https://github.com/harbour/tides\n--upload-pack=touch',
    'https://github.com/harbour/tides\n',
    'https://github.com/harbour\u0000/tides',
    String.raw`https://github.com/harbour\tides`,
    'https://github.com',
    'https://github.com/',
    'https://git hub.com/harbour/tides',
    ' https://github.com/harbour/tides',
  ])('%j is refused', (text) => {
    expect(parseRemote(text)).toBeUndefined();
  });

  test('an address of a megabyte is decided at once', () => {
    const long = 'a/'.repeat(500_000);
    const begin = performance.now();
    expect(parseRemote(`https://github.com/${long}?`)).toBeUndefined();
    expect(parseRemote(`git@${'a.'.repeat(500_000)}`)).toBeUndefined();
    expect(performance.now() - begin).toBeLessThan(4000);
  });
});

test('every form of an address of one repository is one place', () => {
  const forms = [
    'https://github.com/harbour/tides',
    'https://github.com/harbour/tides.git',
    'https://www.GitHub.com:443/Harbour/Tides.git/',
    'http://github.com:80/harbour/tides',
    'ssh://git@github.com/harbour/tides.git',
    'ssh://github.com:22/HARBOUR/tides',
    'git@github.com:harbour/tides.git',
    'https://github.com/harbour/%74ides',
  ];
  const places = forms.map((form) => canonicalPlace(parseRemote(form)?.repository ?? '', { ref: 'HEAD', path: '' }));
  expect(new Set(places)).toEqual(new Set(['github.com/harbour/tides#HEAD']));
  expect(new Set(places.map(folderName)).size).toBe(1);
});

test.each([
  [{ ref: 'HEAD', path: '' }, 'github.com/harbour/tides#HEAD'],
  [{ ref: 'v1.2.0', path: '' }, 'github.com/harbour/tides#v1.2.0'],
  [{ ref: 'main', path: 'skills' }, 'github.com/harbour/tides#main:skills'],
])('the canonical place of %j', (selection, place) => {
  expect(canonicalPlace('github.com/harbour/tides', selection)).toBe(place);
});

describe('the name of a folder for a place', () => {
  test('says where it is from, with the first digits of the SHA-256', () => {
    // printf %s 'github.com/harbour/tides#HEAD' | sha256sum
    expect(folderName('github.com/harbour/tides#HEAD')).toBe('github-com-harbour-tides-head-f7246562');
  });

  test('keeps 48 characters of the place, and no dash before the one that follows them', () => {
    const name = `github.com/harbour/${'quay/'.repeat(60)}#HEAD`;
    expect(folderName(name)).toMatch(/^github-com-harbour-quay-quay-quay-quay-quay-quay-[0-9a-f]{8}$/);
    expect(folderName('x'.repeat(300))).toMatch(/^x{48}-[0-9a-f]{8}$/);
  });

  test.each([
    'x'.repeat(300),
    '../../../etc/passwd',
    String.raw`C:\Windows\System32`,
    'github.com/hafen/gezeiten-für-anfänger#HEAD',
    '港口/潮汐',
    '',
    '-rf',
    'CON',
    'name\u0000with\nanything',
  ])('of %j is fit for any file system', (place) => {
    expect(folderName(place)).toMatch(/^(?:[a-z0-9][a-z0-9-]{0,47}-)?[0-9a-f]{8}$/);
    expect(folderName(place).length).toBeLessThanOrEqual(57);
  });

  test.each([
    ['github.com/harbour/tides#HEAD', 'github.com/harbour-tides#HEAD'],
    ['git.example.org/Tides#HEAD', 'git.example.org/tides#HEAD'],
    ['github.com/harbour/tides#main:a/b', 'github.com/harbour/tides#main:a-b'],
    ['github.com/harbour/tides#v1.2', 'github.com/harbour/tides#v1-2'],
    [`${'x'.repeat(300)}a`, `${'x'.repeat(300)}b`],
    ['港口', '潮汐'],
  ])('differs for %j and %j, which look the same in lower-case letters and dashes', (one, other) => {
    expect(folderName(one)).not.toBe(folderName(other));
    expect(folderName(one).slice(0, -8)).toBe(folderName(other).slice(0, -8));
  });
});
