import { describe, expect, test } from 'vitest';
import { lineLink, pinnedLink, referenceLink } from '../../src/site/links/repository-link.ts';

const commit = '3f786850e387550fdab836ed7e6dc881de23001b';
const github = { repository: 'github.com/acme/skills', commit };
const at = `https://github.com/acme/skills/blob/${commit}`;

describe('pinnedLink and lineLink', () => {
  test('lead to a line, and ask GitHub for the text of Markdown', () => {
    expect(lineLink(github, 'pdf/run.py', 7)).toBe(`${at}/pdf/run.py#L7`);
    expect(lineLink(github, 'pdf/SKILL.md', 7)).toBe(`${at}/pdf/SKILL.md?plain=1#L7`);
    expect(lineLink(github, 'pdf/SKILL.md', undefined)).toBe(`${at}/pdf/SKILL.md`);
    expect(lineLink({ repository: 'gitlab.com/acme/skills', commit }, 'a b.md', 7)).toBe(
      `https://gitlab.com/acme/skills/-/blob/${commit}/a%20b.md#L7`,
    );
  });

  test('lead nowhere without a commit, at an unknown host, or out of the repository', () => {
    expect(lineLink({ repository: 'github.com/acme/skills' }, 'a.md', 1)).toBeUndefined();
    expect(lineLink({ repository: 'git.example.org/acme/skills', commit }, 'a.md', 1)).toBeUndefined();
    for (const path of ['../../../../evil/repo', 'a/../b', './a', String.raw`a\..\b`])
      expect(pinnedLink('file', github, path)).toBeUndefined();
  });
});

describe('referenceLink', () => {
  const url = 'https://github.com/acme/skills';

  test.each([
    [{ url, sha: commit, path: 'pdf' }, `${url}/tree/${commit}/pdf`],
    [{ url, path: 'pdf' }, url],
    [{ url, sha: commit, path: 'a\ud800b' }, `${url}/tree/${commit}/a%EF%BF%BDb`],
    [{ url, sha: 'a'.repeat(41), path: 'pdf' }, url],
    [{ url, sha: '../../../evil/repo', path: 'pdf' }, url],
    [{ url, sha: commit, path: '../../../../evil/repo' }, url],
    [{ url: 'javascript:alert(1)', sha: commit }, undefined],
    [{ sha: commit }, undefined],
  ])('of %j is %s', (reference, link) => {
    expect(referenceLink(reference)).toBe(link);
  });
});
