import type { Written } from '../../domain/entry.ts';
import { shorten } from '../../domain/shorten.ts';
import { asText } from '../../domain/untyped.ts';
import { type Finding, placeOf } from '../finding.ts';
import type { Check } from '../subject.ts';

/** The keys of agentskills.io, "Frontmatter". */
const KNOWN_KEYS = new Set(['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools']);

const MAX_NAME = 64;
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_DESCRIPTION = 1024;
const MAX_COMPATIBILITY = 500;
const MAX_LINES = 500;

/** Reported by the check of governance, with a hint of its own. */
const GOVERNANCE_KEYS = new Set([
  'risk-tier',
  'riskTier',
  'risk_tier',
  'stub',
  'stub-reason',
  'stubReason',
  'stub_reason',
]);

/** The name: given, well-formed, and that of the folder. */
export const skillName: Check = ({ entry }) => {
  if (entry.kind !== 'skill') return [];
  const at = placeOf(entry, 'name');
  const name = asText(entry.frontMatter.get('name')?.value);
  if (name === undefined)
    return [{ rule: 'skill-name-missing', message: `It is listed under the name of its folder, "${entry.name}".`, at }];
  const findings: Finding[] = [];
  const folder = entry.path === '.' ? undefined : entry.path.split('/').at(-1);
  if ([...name].length > MAX_NAME)
    findings.push({ rule: 'skill-name-long', message: `The name has ${[...name].length} characters.`, at });
  if (!NAME.test(name)) findings.push({ rule: 'skill-name-format', message: `The name is "${shorten(name)}".`, at });
  if (folder !== undefined && folder !== name) {
    findings.push({
      rule: 'skill-name-mismatch',
      message: `The skill is called "${shorten(name)}", its folder "${folder}".`,
      at,
    });
  }
  return findings;
};

/** Lengths and kinds of the other known keys. */
export const skillFields: Check = ({ entry }) => {
  if (entry.kind !== 'skill') return [];
  const findings: Finding[] = [];
  const length = [...entry.description].length;
  if (length > MAX_DESCRIPTION) {
    findings.push({
      rule: 'skill-description-long',
      message: `The description has ${length} characters.`,
      at: placeOf(entry, 'description'),
    });
  }
  const compatibility = entry.frontMatter.get('compatibility');
  const text = asText(compatibility?.value);
  if (compatibility && (text === undefined || [...text].length > MAX_COMPATIBILITY)) {
    const message = text === undefined ? 'It is not a text.' : `It has ${[...text].length} characters.`;
    findings.push({ rule: 'skill-compatibility-invalid', message, at: compatibility.at });
  }
  return findings;
};

/** Keys the specification does not know, and the forms of those it does. */
export const skillKeys: Check = ({ entry }) => {
  if (entry.kind !== 'skill') return [];
  const findings: Finding[] = [];
  const unknown = [...entry.frontMatter].filter(([key]) => !KNOWN_KEYS.has(key) && !GOVERNANCE_KEYS.has(key));
  const [first] = unknown;
  if (first) {
    const names = unknown.map(([key]) => key).join(', ');
    findings.push({
      rule: 'skill-key-unknown',
      message: `Not in the specification: ${shorten(names)}.`,
      at: first[1].at,
    });
  }
  const tools = entry.frontMatter.get('allowed-tools');
  if (tools && (typeof tools.value !== 'string' || /,(?![^(]*\))/.test(tools.value))) {
    const form = typeof tools.value === 'string' ? 'Its tools are separated by commas.' : 'It is not a text.';
    findings.push({ rule: 'skill-allowed-tools-format', message: form, at: tools.at });
  }
  const metadata = entry.frontMatter.get('metadata');
  if (metadata) findings.push(...metadataFindings(metadata));
  return findings;
};

function metadataFindings({ value, at, keys, numbers }: Written): Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ rule: 'skill-metadata-invalid', message: 'It is not a map.', at }];
  }
  const odd = Object.entries(value).filter(([key, item]) => typeof item !== 'string' || numbers?.has(key));
  const [first] = odd;
  if (!first) return [];
  const names = odd.map(([key]) => key).join(', ');
  return [{ rule: 'skill-metadata-invalid', message: `Not a text: ${shorten(names)}.`, at: keys?.get(first[0]) ?? at }];
}

/** The instructions: there, and not too long. */
export const skillBody: Check = ({ entry, verdict }) => {
  if (entry.kind !== 'skill') return [];
  const { path, line, text } = entry.definition;
  const at = { root: 'source', file: path, line } as const;
  if (text.trim() === '')
    return verdict.stub.value ? [] : [{ rule: 'skill-body-empty', message: 'Nothing follows the front matter.', at }];
  const lines = text.trim().split('\n').length;
  return lines > MAX_LINES ? [{ rule: 'skill-body-long', message: `The instructions have ${lines} lines.`, at }] : [];
};
