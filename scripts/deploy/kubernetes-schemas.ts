import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes the strict schemas that manifests are checked with: `node scripts/deploy/kubernetes-schemas.ts <swagger.json> <version>`.
 * `swagger.json` is `api/openapi-spec/swagger.json` of the module `k8s.io/kubernetes` (`go mod download -json
 * k8s.io/kubernetes@v1.35.4` tells its folder), or what `kubectl get --raw /openapi/v2` prints. Unlike the API's own
 * description, a field that is not described is refused: a misspelt one would be dropped without a word.
 */

/** The kinds that deploy/k8s uses, as `apiVersion/kind`; another one is a line here and a new run. */
export const KINDS = [
  'v1/ConfigMap',
  'v1/Namespace',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'batch/v1/Job',
  'networking.k8s.io/v1/Ingress',
  'policy/v1/PodDisruptionBudget',
] as const;

export const SCHEMA_FILE = 'scripts/deploy/generated/kubernetes-schemas.json';

export interface Schema {
  readonly [keyword: string]: unknown;
}

export interface KubernetesSchemas {
  /** Of Kubernetes. */
  readonly version: string;
  /** Name of the definition of each kind. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

interface Swagger {
  readonly definitions: Readonly<Record<string, Schema>>;
}

interface KindName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const REFERENCE = '#/definitions/';
/** Said of schemas, not of values; or, like defaults, of no use to a check. */
const WORDS_ONLY = new Set(['description', 'default', 'title']);
/** Types that the description calls a string, while manifests write numbers as well. */
const SCALARS: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

/** The definitions of `kinds` and of what they refer to, with every object closed. Throws for a kind that is not there. */
export function strictSchemas(swagger: Swagger, version: string, kinds: readonly string[]): KubernetesSchemas {
  const definitions: Record<string, Schema> = {};
  const take = (name: string): void => {
    if (definitions[name] !== undefined) return;
    const definition = swagger.definitions[name];
    if (definition === undefined) throw new Error(`${name} is referred to and not defined`);
    definitions[name] = {};
    definitions[name] = SCALARS[name] ?? strict(definition, take);
  };
  const names = Object.fromEntries(kinds.map((kind) => [kind, definitionOf(swagger, kind)] as const));
  for (const name of Object.values(names)) take(name);
  const sorted = Object.fromEntries(Object.entries(definitions).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return { version, kinds: names, definitions: sorted };
}

function definitionOf({ definitions }: Swagger, wanted: string): string {
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = (definition['x-kubernetes-group-version-kind'] ?? []) as readonly KindName[];
    const isWanted = kinds.some(
      ({ group, version, kind }) => [group, version, kind].filter(Boolean).join('/') === wanted,
    );
    if (isWanted) return name;
  }
  throw new Error(`this Kubernetes has no ${wanted}`);
}

function strict(schema: Schema, take: (name: string) => void): Schema {
  const kept: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (WORDS_ONLY.has(keyword) || keyword.startsWith('x-kubernetes')) continue;
    if (keyword === '$ref') take(String(value).replace(REFERENCE, ''));
    kept[keyword] = keyword === 'properties' ? properties(value as Record<string, Schema>, take) : inner(value, take);
  }
  if (schema['format'] === 'int-or-string') return { type: ['string', 'integer'] };
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema['additionalProperties'] !== undefined;
  return schema['properties'] === undefined || isOpen ? kept : { ...kept, additionalProperties: false };
}

/** Names are data here, not keywords. */
function properties(given: Readonly<Record<string, Schema>>, take: (name: string) => void): Record<string, Schema> {
  return Object.fromEntries(Object.entries(given).map(([name, schema]) => [name, strict(schema, take)]));
}

function inner(value: unknown, take: (name: string) => void): unknown {
  if (Array.isArray(value)) return value.map((item) => inner(item, take));
  return typeof value === 'object' && value !== null ? strict(value as Schema, take) : value;
}

if (import.meta.main) {
  const [source = '', version = ''] = process.argv.slice(2);
  const file = join(import.meta.dirname, '../..', SCHEMA_FILE);
  mkdirSync(dirname(file), { recursive: true });
  const schemas = strictSchemas(JSON.parse(readFileSync(source, 'utf8')) as Swagger, version, KINDS);
  writeFileSync(file, `${JSON.stringify(schemas, null, 1)}\n`);
}
