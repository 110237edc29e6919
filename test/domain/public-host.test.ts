import { describe, expect, test } from 'vitest';
import { isPublicHost } from '../../src/domain/public-host.ts';

describe('a host', () => {
  test.each(['github.com', 'git.acme.example', 'a.b-c.org', '1.2.3.4.nip.io', 'xn--bcher-kva.example'])(
    '%s has a public name',
    (host) => expect(isPublicHost(host)).toBe(true),
  );

  test.each(
    `localhost git app.localhost printer.local metadata.google.internal nas.home.arpa git.corp
     127.0.0.1 169.254.169.254 10.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 8.8.8.8`.split(/\s+/),
  )('%s has none', (host) => expect(isPublicHost(host)).toBe(false));
});
