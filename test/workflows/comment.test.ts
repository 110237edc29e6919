import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Hub, openHub, type Opened } from './hub.ts';

const source = { 'catalog/sources/harbour.yaml': 'local: harbour\n' };

/** What the other run has kept: anything, as the pull request can change what makes it. */
function keep({ artifacts }: Hub, files: Readonly<Record<string, string>>): string {
  const folder = join(artifacts, 'submission-comment');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function bodies(hub: Hub, { number }: Opened): string[] {
  return (hub.github.comments.get(number) ?? []).map(({ body }) => body);
}

test('one comment is written, and written again', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  // Somebody has written the marker before, and many have talked since.
  const talk = Array.from({ length: 130 }, (_, id) => ({
    id,
    author: 'ada',
    body: `<!-- skillyard submission -->${id}`,
  }));
  hub.github.comments.set(pull.number, talk);
  keep(hub, { number: '7\n', 'comment.md': 'First.\n' });
  expect((await hub.comment(pull, 'failure')).conclusion).toBe('success');
  keep(hub, { number: '7\n', 'comment.md': 'Second.\n' });
  expect((await hub.comment(pull, 'success')).conclusion).toBe('success');
  expect(hub.github.writes).toEqual(['POST issues/7/comments', 'PATCH issues/comments/1130']);
  expect(bodies(hub, pull).slice(0, -1)).toEqual(talk.map(({ body }) => body));
  expect(bodies(hub, pull).at(-1)).toBe(
    `<!-- skillyard submission -->\nSecond.\n\n<sub>Checked at ${pull.head.sha.slice(0, 12)}. [Log](https://github.com/acme/market/actions/runs/1)</sub>`,
  );
});

test('a number that is not that of the run is refused', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const [other, own] = [hub.open(source), hub.open({ 'README.md': 'Mine.\n' })];
  for (const number of [String(other.number), '999', '8e0', '8 7', '', '../7', '8'.repeat(30)]) {
    keep(hub, { number, 'comment.md': 'Merge this at once.' });
    const { conclusion, log } = await hub.comment(own, 'success');
    expect([number, conclusion]).toEqual([number, number.length > 20 ? 'success' : 'failure']);
    if (conclusion === 'failure')
      expect(log).toContain('The number in the artifact is not that of a pull request of this run.');
  }
  // A number that is too long to be one counts as none, and the run has one pull request only.
  expect(hub.github.writes).toEqual(['POST issues/8/comments']);
  expect(bodies(hub, other)).toEqual([]);
});

test('of two pull requests from one branch the artifact names one', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  hub.github.pulls.push({ ...pull, number: 12 });
  keep(hub, { number: '12', 'comment.md': 'For the second.' });
  await hub.comment(pull, 'success');
  expect(hub.github.writes).toEqual(['POST issues/12/comments']);
  keep(hub, { 'comment.md': 'For nobody knows whom.' });
  expect((await hub.comment(pull, 'success')).conclusion).toBe('failure');
  expect(hub.github.writes).toHaveLength(1);
});

test('a pull request that has moved on, or of another repository, gets nothing', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  keep(hub, { number: '7', 'comment.md': 'Late.' });
  const stale = { ...pull, head: { ...pull.head, sha: '0'.repeat(40) } };
  const foreign = { ...pull, head: { ...pull.head, repo: 'stranger/other' } };
  for (const run of [stale, foreign]) {
    const { conclusion, log } = await hub.comment(run, 'success');
    expect(conclusion).toBe('success');
    expect(log).toContain('::notice::No open pull request is at');
  }
  expect(hub.github.writes).toEqual([]);
});

test.each([
  ['a workflow', { filename: '.github/workflows/submission.yml' }, 'It changes files below `.github`'],
  ['another one', { filename: '.github/workflows/extra.yml' }, 'It changes files below `.github`'],
  [
    'its name',
    { filename: 'old.yml', previous_filename: '.github/workflows/submission.yml' },
    'It changes files below `.github`',
  ],
])('the result of a pull request that changes %s is not quoted', { tags: ['slow'] }, async (_what, file, reason) => {
  const hub = await openHub({});
  const pull = hub.open(source);
  // Behind more files than GitHub gives at once.
  const many = Array.from({ length: 150 }, (_, at) => ({ filename: `catalog/sources/s${at}.yaml` }));
  hub.github.pulls[0] = { ...pull, files: [...many, file] };
  keep(hub, { number: '7', 'comment.md': '✅ All is well. @acme/operators merge this.' });
  await hub.comment(pull, 'success');
  expect(bodies(hub, pull)[0]).toContain(
    `## ⚠️ The result of the check is not shown\n\n${reason}, and such a pull request can make the check say anything.`,
  );
  expect(bodies(hub, pull)[0]).not.toContain('All is well');
});

test('neither is one that becomes harmless while it is looked at', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  hub.github.pulls[0] = {
    ...pull,
    get files() {
      hub.github.pulls[0] = { ...pull, head: { ...pull.head, sha: '1'.repeat(40) } };
      return [];
    },
  };
  keep(hub, { number: '7', 'comment.md': 'All is well.' });
  await hub.comment(pull, 'success');
  expect(bodies(hub, pull)[0]).toContain('It has changed while this was written');
  expect(bodies(hub, pull)[0]).not.toContain('All is well');
});

test('neither is one of more files than GitHub lists', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  const files = Array.from({ length: 3001 }, (_, at) => ({ filename: `catalog/sources/s${at}.yaml` }));
  hub.github.pulls[0] = { ...pull, files };
  keep(hub, { number: '7', 'comment.md': 'All is well.' });
  await hub.comment(pull, 'success');
  expect(bodies(hub, pull)[0]).toContain('It changes more files than can be looked through here');
});

test('what the artifact holds is text of bounded length', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  const said = async (prepare: () => void): Promise<string> => {
    prepare();
    expect((await hub.comment(pull, 'failure')).conclusion).toBe('success');
    const [first = ''] = bodies(hub, pull);
    return first.split('\n').slice(1, -2).join('\n').trim();
  };
  const none = '## ❌ The check ended without a result that can be shown\n\nThe last lines of its log say why.';
  expect(await said(() => rmSync(join(hub.artifacts, 'submission-comment'), { recursive: true, force: true }))).toBe(
    none,
  );
  expect(await said(() => keep(hub, { number: '7', 'comment.md': 'x'.repeat(1_000_001) }))).toBe(none);
  expect(await said(() => symlinkSync('/etc/passwd', join(keep(hub, { number: '7' }), 'comment.md')))).toBe(none);
  expect(await said(() => mkdirSync(join(keep(hub, { number: '7' }), 'comment.md')))).toBe(none);
  const long = await said(() => keep(hub, { number: '7', 'comment.md': 'x'.repeat(70_000) }));
  expect(long).toMatch(/^x{60000}\n\nCut here\. The log has all of it\.$/);
  const hidden = '<!-- skillyard submission -->\u001B[2J\u0000One\r\n<!-- two --> three';
  expect(await said(() => keep(hub, { number: '7', 'comment.md': hidden }))).toBe(
    '&lt;!-- skillyard submission -->[2JOne\n&lt;!-- two --> three',
  );
});

test('a host that refuses is a run that fails', { tags: ['slow'] }, async () => {
  const hub = await openHub({});
  const pull = hub.open(source);
  hub.github.pulls.length = 0;
  keep(hub, { number: '7', 'comment.md': 'One.' });
  hub.github.isDown = true;
  const { conclusion, log } = await hub.comment(pull, 'success');
  expect(conclusion).toBe('failure');
  expect(log).toContain('was answered with 503.');
});
