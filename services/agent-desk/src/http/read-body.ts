import type { Request } from 'express';
import type { z } from 'zod';
import { DeskError } from '../errors.ts';

/** A value from outside in its declared shape. Throws `invalid-request`, naming the field and never its content. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  throw new DeskError('invalid-request', `${place === '' ? 'The request' : place} is not as expected.`);
}

/** The JSON body of a request. */
export function readBody<T>(schema: z.ZodType<T>, request: Request): T {
  return read(schema, request.body);
}

/** A path parameter. */
export function pathParameter(request: Request, name: string): string {
  const value = request.params[name];
  if (typeof value !== 'string' || value === '' || value.length > 200)
    throw new DeskError('not-found', 'There is nothing here.');
  return value;
}
