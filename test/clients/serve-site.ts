import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { startGitServer } from '../helpers/git-server.ts';
import { serveFolder } from '../helpers/static-server.ts';
import { gitPort, proxyPort, siteHost, sitePort } from './addresses.ts';
import { joinSockets, type Loopback, openLoopback } from './loopback.ts';
import { type Base, type Edition, siteFolder } from './shop-catalog.ts';

/** The site of the catalog on a static host, as a client finds it. */
export interface Shop {
  readonly loopback: Loopback;
  /** The served folder, free to be changed. */
  readonly folder: string;
  /** `http://127.0.0.1:<port>` and the base, without a slash at its end. */
  readonly http: string;
  /** The same by its name on the web, which is reached through the proxy. */
  readonly https: string;
  /** The certificate that vouches for the name. */
  readonly certificate: string;
  /** Puts an edition in the place of what is served. Every test begins with the first. */
  publish(edition: Edition): void;
  /** The one file of the site whose path matches. */
  find(path: RegExp): string;
  /** Turns one bit in the middle of it. */
  tamper(path: RegExp): void;
}

function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  return once(server, 'listening').then(() => (server.address() as AddressInfo).port);
}

/** A key and a certificate for the site's name, in this folder. The certificate is its own authority. */
function makeCertificate(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const what = ['req', '-x509', '-nodes', '-days', '2', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const name = ['-subj', `/CN=${siteHost}`, '-addext', `subjectAltName=DNS:${siteHost}`];
  execFileSync('openssl', [...what, ...name, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { key, certificate };
}

/** Takes the encryption off and passes on to a plain server. */
function tlsServer(files: { readonly key: string; readonly certificate: string }, to: number): Server {
  const options = { key: readFileSync(files.key), cert: readFileSync(files.certificate) };
  return createTlsServer(options, (socket) => joinSockets(socket, connect(to, '127.0.0.1')));
}

/** A proxy that knows one host. Clients ask it for others too, such as the servers of their makers. */
function proxyServer(to: number): Server {
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  return proxy.on('connect', (request, socket) => {
    if (request.url === `${siteHost}:443`) {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      joinSockets(socket as never, connect(to, '127.0.0.1'));
      return;
    }
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
}

/**
 * Serves the site to the tests of a block, from before the first until after the last of them.
 *
 * @param base Where it lies on its host.
 */
export function openShop(base: Base): Shop {
  const shop = {} as { -readonly [Key in keyof Shop]: Shop[Key] };
  const closing: (() => unknown)[] = [];
  beforeAll(async () => {
    const room = mkdtempSync(join(tmpdir(), 'skillyard-shop-'));
    closing.push(() => rmSync(room, { recursive: true, force: true }));
    shop.folder = join(room, 'site');
    shop.publish = (edition) => {
      rmSync(shop.folder, { recursive: true, force: true });
      cpSync(siteFolder(inject('shops'), base, edition), shop.folder, { recursive: true });
    };
    shop.find = (path) => {
      const all = readdirSync(shop.folder, { recursive: true, encoding: 'utf8' }).filter((name) => path.test(name));
      const [found] = all;
      if (found === undefined || all.length > 1)
        throw new Error(`${all.length} files match ${path}: ${all.join(', ')}`);
      return join(shop.folder, found);
    };
    shop.tamper = (path) => {
      const file = shop.find(path);
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    };
    shop.publish(1);
    const files = makeCertificate(room);
    const [site, git] = await Promise.all([
      serveFolder(shop.folder, base),
      startGitServer(join(inject('shops'), 'git')),
    ]);
    const plain = Number(new URL(site.url).port);
    const tls = tlsServer(files, plain);
    const proxy = proxyServer(await listen(tls));
    shop.loopback = await openLoopback();
    closing.push(...[git, site, tls, proxy, shop.loopback].map((open) => () => void open.close()));
    await shop.loopback.forward(sitePort, plain);
    await shop.loopback.forward(gitPort, Number(new URL(git.url).port));
    await shop.loopback.forward(proxyPort, await listen(proxy));
    const path = base.replace(/\/$/, '');
    shop.http = `http://127.0.0.1:${sitePort}${path}`;
    shop.https = `https://${siteHost}${path}`;
    shop.certificate = files.certificate;
  });
  beforeEach(() => shop.publish(1));
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });
  return shop;
}
