import { readFileSync } from 'node:fs';
import { settingsFileSchema, type SettingsFile } from '@onethread/contracts';
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { PlainError } from './output.ts';

/** Thrown for a file that holds no settings: every fault of it, each with line and column. */
export class BadFileError extends PlainError {}

/** Longest file that is read: far more than one version of the settings may be. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** Faults that are told at once. */
const MAX_FAULTS = 50;

/** A settings file, with defaults for what it leaves out. Throws `BadFileError`. */
export function readSettingsFile(path: string): SettingsFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadFileError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no file'}).`);
  }
  return parseSettings(path, text);
}

/** The same of a text; `path` is what faults call it. */
export function parseSettings(path: string, text: string): SettingsFile {
  if (text.length > MAX_CHARACTERS) throw new BadFileError(`${path}: more than ${MAX_CHARACTERS} characters.`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw badFile(document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`));
  }
  let told: unknown;
  try {
    told = document.toJS();
  } catch (error) {
    // Aliases of aliases of aliases …
    throw badFile([`${path}: ${(error as Error).message}`]);
  }
  const { data, error } = settingsFileSchema.safeParse(told ?? {});
  if (data !== undefined) return data;
  const faults = error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, key: false, message: issue.message }];
    return issue.keys.map((key) => {
      return { path: [...issue.path, key], key: true, message: 'there is no such field' };
    });
  });
  const placed = faults.map((fault) => ({ ...fault, offset: offsetOf(document, fault.path, fault.key) }));
  throw badFile(
    placed
      .toSorted((one, other) => one.offset - other.offset)
      .map((fault) => `${at(fault.offset)}: ${nameOf(fault.path)}: ${fault.message}`),
  );
}

function badFile(faults: readonly string[]): BadFileError {
  const more = faults.length > MAX_FAULTS ? [`… and ${faults.length - MAX_FAULTS} more`] : [];
  return new BadFileError([...faults.slice(0, MAX_FAULTS), ...more].join('\n'));
}

/** Where the value stands; where there is none, what it is missing from. With `key`, where its name stands. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], key: boolean): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const steps = path.slice(0, length);
    const holder = key && length === path.length ? document.getIn(steps.slice(0, -1), true) : undefined;
    const named = isMap(holder) ? holder.items.find((pair) => String(pair.key) === String(steps.at(-1))) : undefined;
    const node = named?.key ?? (length === 0 ? document.contents : document.getIn(steps, true));
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return name === '' ? 'settings' : name.replace(/^\./u, '');
}
