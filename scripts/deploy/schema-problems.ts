import { Ajv, type ValidateFunction } from 'ajv';
import type { KubernetesSchemas } from './kubernetes-schemas.ts';
import type { Manifest } from './render-kustomize.ts';

/** Checks objects against Kubernetes' own descriptions, where a field that is not described is a fault. */
export function schemaChecker(schemas: KubernetesSchemas): (objects: readonly Manifest[]) => string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'kubernetes', definitions: schemas.definitions });
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (kind: string): ValidateFunction | undefined => {
    const definition = schemas.kinds[kind];
    if (definition === undefined) return undefined;
    const validate = validators.get(kind) ?? ajv.compile({ $ref: `kubernetes#/definitions/${definition}` });
    validators.set(kind, validate);
    return validate;
  };
  return (objects) =>
    objects.flatMap((object) => {
      const kind = `${object.apiVersion}/${object.kind}`;
      const name = `${object.kind} ${object.metadata.name}`;
      const validate = validatorOf(kind);
      if (validate === undefined)
        return [`${name}: no schema of ${kind}; add it to scripts/deploy/kubernetes-schemas.ts`];
      if (validate(object)) return [];
      return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
        const extra = (params as { additionalProperty?: string }).additionalProperty;
        return `${name}${instancePath} ${message}${extra === undefined ? '' : `: ${extra}`}`;
      });
    });
}
