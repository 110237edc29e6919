import { isSlug } from '../../domain/slug.ts';
import { suggest } from '../../domain/did-you-mean.ts';
import { Kind } from '../../domain/kind.ts';
import { Refusal } from '../model/refusal.ts';
import type { Pin, Request } from '../model/registry.ts';

const FORM = /^(?:(?<kind>[a-z_-]+):)?(?:(?<source>[^/@:]+)\/)?(?<name>[^/@:]+)(?:@(?<pin>.+))?$/is;

/**
 * Reads what a person asks for: `pdf`, `anthropic/pdf`, `skill:anthropic/pdf`, each with a pin behind an `@`: a revision
 * (`3`), a publisher's version (`v1.2.0`), an alias (`production`), or a digest (`sha256:…`).
 *
 * @throws Refusal `request-form` or `kind-unknown`.
 */
export function parseRequest(text: string): Request {
  const groups = FORM.exec(text.trim())?.groups;
  const shown = JSON.stringify(text.slice(0, 200));
  const { kind, source, name = '', pin } = groups ?? {};
  if (kind !== undefined && !Kind.safeParse(kind).success) {
    const known = Kind.options.join(', ');
    throw new Refusal(
      'kind-unknown',
      `${shown}: there is no kind "${kind}". ${suggest(kind, Kind.options) ?? `The kinds are ${known}.`}`,
    );
  }
  if (!groups || !isSlug(name) || (source !== undefined && !isSlug(source)))
    throw new Refusal(
      'request-form',
      `${shown} is no name of an entry: write a name, source/name or kind:source/name, such as skill:anthropic/pdf@3.`,
    );
  return {
    text: text.trim(),
    name,
    ...(kind !== undefined && { kind }),
    ...(source !== undefined && { source }),
    ...(pin !== undefined && pin !== 'latest' && { pin: parsePin(pin, shown) }),
  };
}

function parsePin(text: string, shown: string): Pin {
  if (/^[1-9]\d{0,8}$/.test(text)) return { type: 'revision', revision: Number(text) };
  if (/^sha256:/i.test(text)) {
    const digest = text.slice('sha256:'.length).toLowerCase();
    if (/^[0-9a-f]{64}$/.test(digest)) return { type: 'digest', digest };
    throw new Refusal('request-form', `${shown}: a digest has 64 hex digits behind sha256:.`);
  }
  if (text.length > 100 || !/^[\w.+~-]+$/.test(text))
    throw new Refusal(
      'request-form',
      `${shown}: behind the @ stands a revision, a version, an alias or sha256: and a digest.`,
    );
  return /^v?\d/i.test(text) ? { type: 'version', version: text } : { type: 'alias', alias: text };
}

/** A pin as it is written behind the `@`. */
export function pinText(pin: Pin): string {
  if (pin.type === 'revision') return String(pin.revision);
  if (pin.type === 'digest') return `sha256:${pin.digest}`;
  return pin.type === 'version' ? pin.version : pin.alias;
}
