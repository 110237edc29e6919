import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { TOKEN } from './runner.ts';

export interface PullRequest {
  readonly number: number;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: string };
  readonly files: readonly { readonly filename: string; readonly previous_filename?: string }[];
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
}

export interface GitHub {
  /** For `GITHUB_API_URL`. */
  url: string;
  readonly pulls: PullRequest[];
  /** By the number of the pull request. */
  readonly comments: Map<number, Comment[]>;
  /** What was changed: `POST issues/7/comments`. */
  readonly writes: string[];
  /** Whether it answers 503 to everything. */
  isDown: boolean;
}

const REPOSITORY = 'acme/market';

/** The part of GitHub's REST interface that comment.yml asks, on 127.0.0.1; anything else is answered with 404. */
export async function startGitHub(): Promise<GitHub> {
  const state: GitHub = { url: '', pulls: [], comments: new Map(), writes: [], isDown: false };
  const server = createServer((request, response) => void answer(request, response, state));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  state.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return state;
}

async function answer(request: IncomingMessage, response: ServerResponse, state: GitHub): Promise<void> {
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  if (state.isDown) return send(503, { message: 'Service Unavailable' });
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return send(401, { message: 'Bad credentials' });
  const url = new URL(request.url ?? '', 'http://localhost');
  const path = url.pathname.replace(`/repos/${REPOSITORY}/`, '');
  const page = (items: readonly unknown[]): readonly unknown[] => {
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const start = (Number(url.searchParams.get('page') ?? 1) - 1) * size;
    return items.slice(start, start + size);
  };
  const [, what, number] = /^(pulls|issues)(?:\/(\d+)(?:\/(?:files|comments))?)?$/.exec(path) ?? [];
  const pull = state.pulls.find((one) => one.number === Number(number));
  if (request.method === 'GET') {
    if (path === 'pulls') return send(200, page(listPulls(state, url.searchParams)));
    if (!pull) return send(404, { message: 'Not Found' });
    if (path.endsWith('/files')) return send(200, page(pull.files));
    if (what === 'issues') return send(200, page((state.comments.get(pull.number) ?? []).map(toComment)));
    return send(200, { ...toPull(pull), changed_files: pull.files.length });
  }
  const { body } = z.object({ body: z.string().max(65_536) }).parse(JSON.parse(await read(request)));
  const edited = /^issues\/comments\/(\d+)$/.exec(path)?.[1];
  const own = [...state.comments.values()].flat().find(({ id }) => id === Number(edited));
  if (request.method === 'PATCH' && own) own.body = body;
  else if (request.method === 'POST' && what === 'issues' && pull) {
    const comments = state.comments.get(pull.number) ?? [];
    const id = 1000 + [...state.comments.values()].flat().length;
    state.comments.set(pull.number, [...comments, { id, author: 'github-actions[bot]', body }]);
  } else return send(404, { message: 'Not Found' });
  state.writes.push(`${request.method} ${path}`);
  return send(200, {});
}

function listPulls({ pulls }: GitHub, query: URLSearchParams): unknown[] {
  const head = query.get('head');
  return pulls.filter((pull) => head === `${pull.head.repo.split('/')[0]}:${pull.head.ref}`).map(toPull);
}

function toPull({ number, head }: PullRequest) {
  return { number, head: { sha: head.sha, ref: head.ref, repo: { full_name: head.repo } } };
}

function toComment({ id, author, body }: Comment) {
  return { id, body, user: { login: author } };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
