import type { IncomingMessage } from 'node:http';
import type { CookieOptions } from 'express';
import { SESSION_MAX_MS } from '../logins/sessions.ts';

/** How the session's cookie is called and kept. With https only this very host can set it. */
export interface SessionCookie {
  readonly name: string;
  readonly options: CookieOptions;
}

export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? '__Host-onethread' : 'onethread_desk',
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: SESSION_MAX_MS },
  };
}

/** The cookie's value in a request. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
