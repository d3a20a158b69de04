import type { Request } from 'express';
import { CredentialsError } from '../identity/errors.ts';
import { appFor, identify, type Person, type PersonParts } from '../identity/person.ts';
import { identifyOrSignIn } from '../identity/sign-in.ts';
import { InAppError } from '../in-app-error.ts';
import type { Credentials, VisitorCredentials } from '../protocol.ts';

const MAX_VISITOR = 200;

/** `Authorization: Bearer <token>` or `Visitor <id>.<secret>`; `undefined` when there is none. Throws `CredentialsError` for others. */
function credentialsOf(header: string | undefined): Credentials | undefined {
  if (header === undefined || header === '') return undefined;
  const bearer = /^Bearer ([\w.~+/=-]{1,8192})$/i.exec(header);
  if (bearer?.[1] !== undefined) return { token: bearer[1] };
  const visitor = /^Visitor ([0-9a-f]{1,64})\.([\w-]{1,100})$/i.exec(header);
  if (visitor?.[1] !== undefined && visitor[2] !== undefined)
    return { visitor: { id: visitor[1], secret: visitor[2] } };
  throw new CredentialsError('no-credentials', 'The Authorization header is neither Bearer nor Visitor.');
}

/** The person behind a request; throws `CredentialsError`. */
export async function authenticate(parts: PersonParts, request: Request): Promise<Person> {
  const credentials = credentialsOf(request.headers.authorization);
  if (credentials === undefined)
    throw new CredentialsError('no-credentials', 'Say who you are: Authorization is missing.');
  return await identify(parts, appFor(parts.apps, request.header('x-app'), request.headers.origin), credentials);
}

/** As `authenticate`, but whoever brings nothing becomes a new visitor, and who brings `from` beside a token signs in. */
export async function authenticateOrIssue(parts: PersonParts, request: Request): Promise<Person> {
  const credentials = credentialsOf(request.headers.authorization);
  const app = appFor(parts.apps, request.header('x-app'), request.headers.origin);
  return await identifyOrSignIn(parts, app, credentials, fromOf(request));
}

/** `from` of a request's body. Throws `InAppError` for anything that is none. */
export function fromOf(request: Request): VisitorCredentials | undefined {
  const { from } = (request.body ?? {}) as { readonly from?: unknown };
  if (from === undefined || from === null) return undefined;
  const { id, secret } = from as Partial<Record<keyof VisitorCredentials, unknown>>;
  if (typeof id !== 'string' || typeof secret !== 'string' || id.length > MAX_VISITOR || secret.length > MAX_VISITOR)
    throw new InAppError(400, 'invalid', '`from` is a visitor: id and secret.');
  return { id, secret };
}
