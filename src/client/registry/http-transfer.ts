import { Refusal } from '../model/refusal.ts';
import type { Received, Transfer } from './transfer.ts';

/** For one file, its body included. */
const SECONDS = 60;
const MOST_REDIRECTS = 5;

interface HttpOptions {
  readonly signal?: AbortSignal | undefined;
  readonly seconds?: number | undefined;
}

/**
 * Reads the files of a registry over HTTP. Redirects stay on the host and port of the registry, so that none leads into a
 * network that only this machine sees; from http to https of the same host they may go.
 *
 * @param base The address of the registry, with a slash at its end.
 */
export function httpTransfer(base: string, { signal, seconds = SECONDS }: HttpOptions = {}): Transfer {
  return {
    async read(path, limit) {
      const url = new URL(path, base);
      const timeout = AbortSignal.timeout(seconds * 1000);
      try {
        const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
        return await receive(await follow(url, ends), url, limit);
      } catch (error) {
        if (error instanceof Refusal || signal?.aborted) throw error;
        if (timeout.aborted)
          throw new Refusal('registry-slow', `${url.href} did not answer within ${seconds} seconds: try again later.`);
        throw new Refusal(
          'registry-unreachable',
          `${url.href} cannot be read: ${reason(error)}. Check the address and your connection.`,
          { cause: error },
        );
      }
    },
  };
}

async function follow(first: URL, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: headersFor(url) });
    const to = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (to === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(to, url) ? new URL(to, url) : undefined;
    if (!next || !isSameHost(url, next))
      throw new Refusal(
        'registry-redirect',
        `${url.href} leads on to ${next ? elsewhere(url, next) : 'no address'}, which is not followed: give the final https:// address.`,
      );
    url = next;
  }
  throw new Refusal(
    'registry-redirect',
    `${first.href} leads from one address to the next without an end: check the address.`,
  );
}

function isSameHost(from: URL, to: URL): boolean {
  if (to.username !== '' || to.password !== '') return false;
  if (to.protocol === from.protocol) return to.host === from.host;
  // Both on the port that goes without saying.
  return from.protocol === 'http:' && to.protocol === 'https:' && to.host === from.host && to.port === '';
}

function elsewhere(from: URL, to: URL): string {
  const isWeb = to.protocol === 'https:' || to.protocol === 'http:';
  return isWeb && to.host !== from.host ? `another host, ${to.host}` : `a ${to.protocol} address`;
}

/** What is packed already must come as it is: its hash is that of the packed bytes. */
function headersFor({ pathname }: URL): Record<string, string> {
  return { accept: '*/*', ...(pathname.endsWith('.json') ? {} : { 'accept-encoding': 'identity' }) };
}

async function receive(response: Response, url: URL, limit: number): Promise<Received> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Refusal(
      response.status === 404 ? 'registry-missing' : 'registry-status',
      `${url.href} answered with status ${response.status}: ${nextFor(response.status)}`,
    );
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Unpacked by now, so this bounds what a small answer can become as well.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit)
      throw new Refusal(
        'registry-too-large',
        `${url.href} is larger than ${limit} bytes, and is not read further. Tell its operator.`,
      );
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), contentType: response.headers.get('content-type') ?? undefined };
}

function nextFor(status: number): string {
  if (status === 404) return 'is it the address of a marketplace?';
  if (status === 401 || status === 403) return 'it wants you to sign in, or does not let you in.';
  return status === 429 || status >= 500 ? 'try again later.' : 'check the address.';
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOTFOUND: 'the host is not known',
    EAI_AGAIN: 'the host cannot be looked up',
    ECONNREFUSED: 'the host refuses the connection',
    ECONNRESET: 'the connection broke off',
    UND_ERR_SOCKET: 'the connection broke off before all had come',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  };
  return words[code] ?? (code === '' ? 'the answer broke off' : code);
}
