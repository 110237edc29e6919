import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument, visit } from 'yaml';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import type { RuleId } from '../../domain/rules/index.ts';
import { recoverFields } from './recover-fields.ts';
import { isCollection, refusedFeature, writtenOf, yamlOptions } from './yaml-values.ts';

export interface Fields {
  readonly fields?: ReadonlyMap<string, Written>;
  readonly diagnostics: readonly Diagnostic[];
  readonly fatal?: RuleId;
}

/** Makes a place from a line and a column of the YAML text, both counted from 1. */
export type PlaceAt = (line: number, column: number) => Place;

/**
 * Reads the fields of front matter. What strict YAML refuses for a known human slip is read again, block by block, and
 * warnings say what was assumed.
 */
export function readFields(text: string, placeAt: PlaceAt): Fields {
  try {
    const read = readStrictly(text, placeAt);
    const control = read.fatal === undefined ? controlCharacter(text, placeAt) : undefined;
    return control ? { ...read, diagnostics: [...read.diagnostics, control] } : read;
  } catch (error) {
    // Thousands of nested brackets exhaust the stack of parser and visitor.
    if (!(error instanceof RangeError)) throw error;
    return broken('front-matter-invalid', 'It is nested too deeply to be read.', placeAt(1, 1));
  }
}

/** Characters that cannot stand in YAML (1.2, production 1 "c-printable"), NUL excepted. */
const NOT_PRINTABLE = /[^\P{Cc}\t\n\r\u0085]|[\uFFFE\uFFFF]/u;

function controlCharacter(text: string, placeAt: PlaceAt): Diagnostic | undefined {
  const found = NOT_PRINTABLE.exec(text);
  if (!found) return undefined;
  const before = text.slice(0, found.index).split('\n');
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const message = `The control character U+${code} stands in it, which YAML does not allow; it was read as it is.`;
  const at = placeAt(before.length, (before.at(-1)?.length ?? 0) + 1);
  return diagnose('front-matter-recovered', { message, hint: 'Delete the character.', at });
}

function broken(rule: RuleId, message: string, at: Place): Fields {
  return { diagnostics: [diagnose(rule, { message, at })], fatal: rule };
}

interface Problem {
  readonly message: string;
  readonly pos: readonly [number, number];
}

function doubleKey(document: Document): Problem | undefined {
  let found: Problem | undefined;
  visit(document, {
    Map: (_key, { items }) => {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value))
          found = { message: `"${String(key.value).slice(0, 40)}" stands twice`, pos: [key.range?.[0] ?? 0, 0] };
        keys.add(key.value);
      }
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function readStrictly(text: string, placeAt: PlaceAt): Fields {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return placeAt(line, col);
  };
  const document = parseDocument(text, { ...yamlOptions, lineCounter: lines });

  const refused = document.errors.length === 0 ? refusedFeature(document) : undefined;
  if (refused) {
    const message = `${refused.what} is not read.`;
    const recovered = refused.slip ? recoverFields(text, placeAt, { message, at: at(refused.offset) }) : undefined;
    return recovered ?? broken('front-matter-feature-refused', message, at(refused.offset));
  }
  const problem = document.errors[0] ?? doubleKey(document);
  // The parser notes it as one problem among others when its stack is exhausted.
  if (problem?.message.startsWith('Maximum call stack')) throw new RangeError(problem.message);
  if (!problem && isMap(document.contents)) return fieldsOf(document.contents.items, text, at);
  if (!problem && document.contents === null) return { fields: new Map(), diagnostics: [] };

  const tabs = withoutTabs(text, placeAt);
  if (tabs) return tabs;
  const message = problem ? problem.message.replace(/\.?$/, '.') : 'It is not a list of keys with values.';
  const place = at(problem?.pos[0] ?? 0);
  return recoverFields(text, placeAt, { message, at: place }) ?? broken('front-matter-invalid', message, place);
}

function fieldsOf(pairs: readonly Pair[], text: string, at: (offset: number) => Place): Fields {
  const fields = new Map<string, Written>();
  const diagnostics: Diagnostic[] = [];
  for (const pair of pairs) {
    const { name, written } = writtenOf(pair, text, at) ?? {};
    if (name === undefined || !written) continue;
    fields.set(name, written);
    if ((name !== 'name' && name !== 'description') || !isCollection(pair.value)) continue;
    const taken = written.value === null ? 'it was left out' : 'it was taken as it stands';
    const message = `"${name}" is a list or a map and no text; ${taken}.`;
    diagnostics.push(diagnose('front-matter-recovered', { message, at: written.at }));
  }
  return { fields, diagnostics };
}

/** Reads text that is indented with tabs as if each were two blanks; undefined where that does not mend it. */
function withoutTabs(text: string, placeAt: PlaceAt): Fields | undefined {
  const indented = /^ *\t/m.exec(text);
  if (!indented) return undefined;
  const read = readStrictly(
    text.replaceAll(/^[ \t]*\t/gm, (blanks) => blanks.replaceAll('\t', '  ')),
    placeAt,
  );
  if (read.fatal !== undefined) return undefined;
  const line = text.slice(0, indented.index).split('\n').length;
  const message = 'Tabs at the beginning of lines were read as two blanks each.';
  const hint = 'Indent with blanks; YAML allows no tabs.';
  const said = diagnose('front-matter-recovered', { message, hint, at: placeAt(line, indented[0].length) });
  return { ...read, diagnostics: [said, ...read.diagnostics] };
}
