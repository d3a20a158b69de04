import { z } from 'zod';
import { ConfigurationError, type SettingFault } from './configuration-error.ts';

/** One setting: the environment variable that carries it and what it may hold. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly envName: string;
  /** Reads the variable's text: use `z.coerce.number()`, `portNumber`, `flag`, enums, … A schema that accepts `undefined` makes it optional. */
  readonly schema: Schema;
  /** One line for operators, with the unit. */
  readonly describe: string;
  /** As it would be written in the environment. */
  readonly default?: string;
  /** Never shown: neither in faults nor in `.env.example`. */
  readonly secret: boolean;
  /** Shown in `.env.example` when there is no default. */
  readonly example?: string;
  /** Needed only together with the others of this name: see `neededTogether`. */
  readonly group?: string;
}

export interface SettingOptions {
  readonly describe: string;
  readonly default?: string | number | boolean;
  readonly secret?: boolean;
  readonly example?: string;
}

export type SettingDefinitions = Readonly<Record<string, Setting>>;
export type SettingsOf<Definitions extends SettingDefinitions> = {
  readonly [Name in keyof Definitions]: z.output<Definitions[Name]['schema']>;
};
export type Environment = Readonly<Record<string, string | undefined>>;

/** A TCP port; 0 lets the system choose. */
export const portNumber: z.ZodType<number> = z.coerce.number().int().min(0).max(65_535);
/** true, 1, yes, on / false, 0, no, off. */
export const flag: z.ZodType<boolean> = z.stringbool();
/** JSON text of a setting, checked by `schema`. */
export const jsonText = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Declares one setting. The default is given as the operator would write it and passes the same schema. */
export function setting<Schema extends z.ZodType>(
  envName: string,
  schema: Schema,
  options: SettingOptions,
): Setting<Schema> {
  return {
    envName,
    schema,
    describe: options.describe,
    secret: options.secret ?? false,
    ...(options.default === undefined ? {} : { default: String(options.default) }),
    ...(options.example === undefined ? {} : { example: options.example }),
  };
}

/**
 * Settings that are needed all together once one of them is given, such as the credentials of one provider of several.
 * While none of them is given their values are undefined; defaults and optional ones among them stay as they are.
 */
export function neededTogether<Definitions extends SettingDefinitions>(
  group: string,
  definitions: Definitions,
): { readonly [Name in keyof Definitions]: Setting<z.ZodType<z.output<Definitions[Name]['schema']> | undefined>> } {
  const grouped = Object.entries(definitions).map(([name, definition]) => [name, { ...definition, group }]);
  return Object.fromEntries(grouped) as ReturnType<typeof neededTogether<Definitions>>;
}

/** Names a service's settings; the result is its settings type as well (`SettingsOf<typeof x>`). */
export function defineSettings<Definitions extends SettingDefinitions>(definitions: Definitions): Definitions {
  return definitions;
}

/**
 * Reads all settings of one service. An empty variable counts as not given. Throws `ConfigurationError` with every fault
 * at once; never reads `process.env` by itself.
 */
export function readSettings<Definitions extends SettingDefinitions>(
  definitions: Definitions,
  env: Environment,
): SettingsOf<Definitions> {
  return readSettingGroups({ only: definitions }, env).only;
}

/** The same for several services in one process: the faults of all of them are told together. */
export function readSettingGroups<Groups extends Readonly<Record<string, SettingDefinitions>>>(
  groups: Groups,
  env: Environment,
): { readonly [Group in keyof Groups]: SettingsOf<Groups[Group]> } {
  const faults = new Map<string, SettingFault>();
  const read: Record<string, Record<string, unknown>> = {};
  for (const [group, definitions] of Object.entries(groups)) {
    const values: Record<string, unknown> = {};
    const needed = neededGroups(definitions, env);
    for (const [name, definition] of Object.entries(definitions)) {
      if (isLeftOut(definition, needed)) continue;
      const result = readOne(definition, env);
      if ('fault' in result) faults.set(definition.envName, result.fault);
      else values[name] = result.value;
    }
    read[group] = values;
  }
  if (faults.size > 0) throw new ConfigurationError([...faults.values()]);
  return read as { readonly [Group in keyof Groups]: SettingsOf<Groups[Group]> };
}

/** Names of the groups of which a setting that has to be given is given. */
function neededGroups(definitions: SettingDefinitions, env: Environment): ReadonlySet<string> {
  const given = Object.values(definitions).filter(
    (definition) => mustBeGiven(definition) && (env[definition.envName] ?? '').trim() !== '',
  );
  return new Set(given.flatMap(({ group }) => group ?? []));
}

function isLeftOut(definition: Setting, needed: ReadonlySet<string>): boolean {
  return definition.group !== undefined && mustBeGiven(definition) && !needed.has(definition.group);
}

function mustBeGiven(definition: Setting): boolean {
  return definition.default === undefined && !isOptional(definition);
}

function readOne(definition: Setting, env: Environment): { value: unknown } | { fault: SettingFault } {
  const given = env[definition.envName];
  const text = given === undefined || given.trim() === '' ? definition.default : given.trim();
  if (text === undefined) {
    return isOptional(definition)
      ? { value: definition.schema.parse(undefined) }
      : { fault: { name: definition.envName, got: 'nothing', expected: expectation(definition) } };
  }
  const parsed = definition.schema.safeParse(text);
  if (parsed.success) return { value: parsed.data };
  const got = definition.secret ? '(a secret, not shown)' : JSON.stringify(text);
  const problem = definition.secret ? '' : ` (${parsed.error.issues.map((issue) => issue.message).join('; ')})`;
  return { fault: { name: definition.envName, got, expected: expectation(definition) + problem } };
}

/** By the schema's own word: trying `undefined` would not tell, since `z.coerce` makes NaN, '' or "undefined" of nothing. */
export function isOptional(definition: Setting): boolean {
  // oxlint-disable-next-line no-underscore-dangle -- zod's documented place for those who build on it
  return definition.schema._zod.optin === 'optional';
}

function expectation(definition: Setting): string {
  const example = definition.example ?? definition.default;
  return example === undefined || definition.secret
    ? definition.describe
    : `${definition.describe}, such as ${example}`;
}
