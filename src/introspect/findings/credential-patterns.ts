/** The form of one kind of credential. */
interface CredentialPattern {
  /** What it is, as a message names it. */
  readonly name: string;
  /** How it begins: a pattern of fixed length, checked first because almost no text contains it. */
  readonly prefix: string;
  /** What follows the prefix. */
  readonly rest: string;
  /** Characters that may not stand before it, as the inside of a class. */
  readonly notAfter?: string;
  /** Where only the end of the match is secret: how many characters. */
  readonly value?: number;
}

/** Credentials whose form says what they are. A form of the wild only: no guessing from names such as `password`. */
export const credentialPatterns: readonly CredentialPattern[] = [
  { name: 'AWS access key', prefix: 'A[KS]IA', rest: '[A-Z2-7]{16}(?![A-Za-z0-9])' },
  {
    name: 'AWS secret key',
    prefix: '(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY)',
    rest: String.raw`["']?\s{0,4}[=:]\s{0,4}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])`,
    notAfter: '',
    value: 40,
  },
  { name: 'GitHub token', prefix: 'gh[pousr]_', rest: '[A-Za-z0-9]{36,255}' },
  { name: 'GitHub token', prefix: 'github_pat_', rest: '[A-Za-z0-9]{22}_[A-Za-z0-9]{59}' },
  { name: 'GitLab token', prefix: 'glpat-', rest: String.raw`[\w-]{20,300}` },
  { name: 'Slack token', prefix: 'xox[abeprs]-', rest: '[A-Za-z0-9-]{20,250}' },
  {
    name: 'Slack webhook',
    prefix: String.raw`hooks\.slack\.com/services/`,
    rest: '[A-Z0-9]{8,14}/[A-Z0-9]{8,14}/[A-Za-z0-9]{24}',
    notAfter: '',
    value: 24,
  },
  { name: 'Anthropic key', prefix: 'sk-ant-', rest: String.raw`[a-z]{3,8}\d\d-[\w-]{80,120}` },
  { name: 'OpenAI key', prefix: 'sk-(?:proj|svcacct|admin)-', rest: String.raw`[\w-]{40,200}` },
  { name: 'OpenRouter key', prefix: 'sk-or-v1-', rest: '[0-9a-f]{64}' },
  { name: 'OpenAI key', prefix: 'sk-', rest: '[A-Za-z0-9]{40,64}(?![A-Za-z0-9_-])' },
  { name: 'Google API key', prefix: 'AIza', rest: String.raw`[\w-]{35}(?![\w-])` },
  { name: 'Google OAuth secret', prefix: 'GOCSPX-', rest: String.raw`[\w-]{28}(?![\w-])` },
  { name: 'Stripe key', prefix: '[rs]k_live_', rest: '[A-Za-z0-9]{24,250}' },
  { name: 'npm token', prefix: 'npm_', rest: '[A-Za-z0-9]{36}(?![A-Za-z0-9])' },
  { name: 'Hugging Face token', prefix: 'hf_', rest: '[A-Za-z]{34}(?![A-Za-z0-9])' },
  { name: 'SendGrid key', prefix: String.raw`SG\.`, rest: String.raw`[\w-]{22}\.[\w-]{43}` },
  { name: 'JSON Web Token', prefix: 'eyJ', rest: String.raw`[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}` },
  {
    name: 'private key',
    prefix: '-----BEGIN ',
    rest: String.raw`(?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s"',]|\\[nr])*`,
    notAfter: '',
  },
];

/**
 * True where nobody could take the text for a working secret: it says so, repeats itself, counts, or has the few
 * different characters of something typed.
 */
export function isPlaceholder(secret: string): boolean {
  const saysSo =
    /example|sample|placeholder|your|dummy|fake|redact|insert|replace|secret|test_|mock|x{4}|0{5}|\*{3}|\.{3}/i;
  if (saysSo.test(secret)) return true;
  if (/(.)\1{5}/s.test(secret) || counts(secret)) return true;
  return entropy(secret) < (secret.length < 24 ? 3 : 3.3);
}

/** True where six letters follow each other as in the alphabet, or six digits, whatever stands between them. */
function counts(secret: string): boolean {
  return [/[^a-z]+/g, /\D+/g].some((others) => {
    const kept = secret.toLowerCase().replaceAll(others, '');
    let run = 1;
    for (let index = 1; index < kept.length; index += 1) {
      run = kept.charCodeAt(index) === kept.charCodeAt(index - 1) + 1 ? run + 1 : 1;
      if (run === 6) return true;
    }
    return false;
  });
}

/** Bits to a character, by how often each occurs. */
function entropy(text: string): number {
  const counted = new Map<string, number>();
  for (const character of text) counted.set(character, (counted.get(character) ?? 0) + 1);
  return [...counted.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}
