import type { PackageUse } from '../../domain/evidence.ts';
import { asObject } from '../../domain/untyped.ts';
import { readNpm, readPypi } from './package-managers.ts';

/**
 * The packages that a file declares to need: `package.json` (`dependencies` and `optionalDependencies`),
 * `requirements*.txt`, `pyproject.toml` (`project.dependencies`), and the block of inline metadata in a script (PEP
 * 723). What only developing it takes is left out.
 */
export function declaredPackages(path: string, text: string): PackageUse[] {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (file === 'package.json') return fromPackageJson(text);
  if (/^requirements[\w.-]*\.txt$/.test(file)) return fromRequirements(text);
  if (file === 'pyproject.toml') return fromToml(/^\[project\][ \t]*\r?\n([^]*)/m.exec(text)?.[1]);
  const block = text.includes('# /// script')
    ? /^# \/\/\/ script[ \t]*\r?\n((?:#[^\n]*\n)*)/m.exec(text)?.[1]
    : undefined;
  return fromToml(block?.replaceAll(/^# ?/gm, ''));
}

function fromPackageJson(text: string): PackageUse[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Its reader will say so; here nothing can be had of it.
    return [];
  }
  return ['dependencies', 'optionalDependencies'].flatMap((key) =>
    Object.entries(asObject(asObject(json)?.[key]) ?? {}).flatMap(([name, range]): PackageUse[] => {
      const found = readNpm(name);
      if (!found || typeof range !== 'string' || /^(?:file|link|workspace|portal):/.test(range)) return [];
      const version = range.slice(0, MAX_VERSION);
      return [{ manager: 'npm', name: found.name, ...(version !== '' && version !== '*' && { version }) }];
    }),
  );
}

const MAX_VERSION = 60;

function fromRequirements(text: string): PackageUse[] {
  return text.split('\n').flatMap((line) => fromRequirement(line.replace(/(?:^|\s)#.*$/, '').trim()));
}

function fromRequirement(line: string): PackageUse[] {
  const [requirement = ''] = line.split(/ --| \\/, 1);
  const found = requirement === '' ? undefined : readPypi(requirement);
  return found ? [{ manager: 'pypi', ...found }] : [];
}

/** The list `dependencies` of the first table of a TOML text. */
function fromToml(text: string | undefined): PackageUse[] {
  if (text === undefined) return [];
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.startsWith('['));
  const table = end === -1 ? lines : lines.slice(0, end);
  const start = table.findIndex((line) => /^dependencies\s*=\s*\[/.test(line));
  if (start === -1) return [];
  const found: PackageUse[] = [];
  for (const line of table.slice(start)) {
    const code = line.replace(/^dependencies\s*=\s*\[/, '').replace(/^\s*#.*$/, '');
    for (const [, , requirement = ''] of code.matchAll(/(["'])([^"'\n]{1,200})\1/g))
      found.push(...fromRequirement(requirement));
    if (/\]\s*(?:#.*)?$/.test(code)) break;
  }
  return found;
}
