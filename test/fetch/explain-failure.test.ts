import { expect, test } from 'vitest';
import { classify, explain } from '../../src/fetch/explain-failure.ts';

const circumstances = {
  url: 'https://example.org/fruits',
  wanted: '1'.repeat(40),
  limits: { seconds: 120, sourceBytes: 500e6 },
};

// What git 2.30 to 2.55, curl and OpenSSH write.
test.each([
  [`fatal: unable to access 'https://nosuch.example/a/': Could not resolve host: nosuch.example`, 'host-unknown'],
  [
    'ssh: Could not resolve hostname nosuch: Name or service not known\nfatal: Could not read from remote repository.',
    'host-unknown',
  ],
  [
    `fatal: unable to access 'http://h/a/': Failed to connect to h port 80 after 0 ms: Couldn't connect to server`,
    'refused',
  ],
  ['ssh: connect to host h port 22: Connection refused\r\nfatal: Could not read from remote repository.', 'refused'],
  ['ssh: connect to host h port 22: Connection timed out', 'timeout'],
  [`fatal: could not read Username for 'https://github.com': terminal prompts disabled`, 'authentication'],
  [`fatal: Authentication failed for 'https://h/a/'`, 'authentication'],
  ['git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'authentication'],
  [`fatal: unable to access 'https://h/a/': The requested URL returned error: 403`, 'authentication'],
  [`fatal: repository 'https://h/a/' not found`, 'not-found'],
  ['ERROR: Repository not found.\nfatal: Could not read from remote repository.', 'not-found'],
  [
    `fatal: '/nonexistent' does not appear to be a git repository\nfatal: Could not read from remote repository.`,
    'not-found',
  ],
  [`fatal: unable to access 'https://h/a/': The requested URL returned error: 429`, 'busy'],
  [`fatal: unable to access 'https://h/a/': SSL certificate problem: self-signed certificate`, 'certificate'],
  ['Host key verification failed.\r\nfatal: Could not read from remote repository.', 'certificate'],
  [`fatal: transport 'ext' not allowed`, 'forbidden-protocol'],
  ['error: RPC failed; curl 18 transfer closed with outstanding read data remaining\nfatal: early EOF', 'closed'],
  [
    'fatal: the remote end hung up unexpectedly\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output',
    'closed',
  ],
  [`fatal: Unable to create '/c/shallow.lock': File exists.\n\nAnother git process seems to be running`, 'locked'],
  ['fatal: shallow file has changed since we read it', 'locked'],
  [
    `error: unable to write file /c/pack-1.pack: No such file or directory\nfatal: fetch-pack: invalid index-pack output`,
    'damaged',
  ],
  ['fatal: remote error: upload-pack: not our ref 1111111111111111111111111111111111111111', 'unavailable-object'],
  [
    'error: Server does not allow request for unadvertised object 1111111111111111111111111111111111111111',
    'no-such-commit',
  ],
  ['fatal: dumb http transport does not support shallow capabilities', 'unsupported'],
  ['fatal: something new', 'other'],
])('%s', (stderr, kind) => {
  expect(classify(stderr)).toBe(kind);
});

test('what git says itself is one line without addresses and paths', () => {
  const say = (stderr: string): string => explain({ kind: 'other', stderr }, circumstances).message;
  expect(say('warning: x\nfatal: cannot do it\nmore')).toMatchInlineSnapshot(
    `"Git cannot fetch https://example.org/fruits: cannot do it"`,
  );
  expect(
    say(`fatal: odd thing at 'https://user:secret@mirror.example/x?token=1' in /home/ada/.cache/git/x.git/config`),
  ).toMatchInlineSnapshot(`"Git cannot fetch https://example.org/fruits: odd thing at '(address)' in (path)"`);
  expect(say('\u001B[31mremote: colour\u0007')).toMatchInlineSnapshot(
    `"Git cannot fetch https://example.org/fruits: remote: colour"`,
  );
  expect(say('')).toMatchInlineSnapshot(`"Git cannot fetch https://example.org/fruits: it gives no reason."`);
});
