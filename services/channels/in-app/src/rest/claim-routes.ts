import type { Request, RequestHandler, Router } from 'express';
import { z } from 'zod';
import { appSettings } from '../app-options.ts';
import type { Claims } from '../claims/claims.ts';
import { contextChangeSchema } from '../claims/told-context.ts';
import { toldProfile } from '../claims/told-profile.ts';
import type { InAppApp } from '../config.ts';
import { appFor, type Person } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';

/** A change of an app's settings reaches people within this, s. */
const SETTINGS_CACHED_S = 300;
const MAX_LANGUAGE_TAG = 35;
const contextBody = z.object({ context: contextChangeSchema });

export interface ClaimRouteParts {
  readonly apps: readonly InAppApp[];
  readonly claims: Claims;
  readonly person: (request: Request) => Promise<Person>;
}

/** What people say of themselves, and what the operator wants to be asked. */
export function addClaimRoutes(router: Router, { apps, claims, person }: ClaimRouteParts, body: RequestHandler): void {
  // Without a name the first app, as everywhere.
  router.get(['/settings', '/apps/:app/settings'], (request, response) => {
    const { app: id } = request.params as { readonly app?: string };
    if (id !== undefined && !apps.some((known) => known.id === id))
      throw new InAppError(404, 'not-found', 'There is no such app.');
    const app = appFor(apps, id, request.headers.origin);
    const { language } = request.query;
    const wanted = typeof language === 'string' && language.length <= MAX_LANGUAGE_TAG ? language : undefined;
    response.setHeader('cache-control', `public, max-age=${SETTINGS_CACHED_S}`).json(appSettings(app, wanted));
  });

  router.put('/profile', body, async (request, response) => {
    const { identity } = await person(request);
    await claims.tellProfile(identity, toldProfile(request.body));
    response.status(204).end();
  });

  router.put('/context', body, async (request, response) => {
    const { identity } = await person(request);
    const told = contextBody.safeParse(request.body);
    if (!told.success) throw new InAppError(400, 'invalid', 'A context is page, device, app and trail.');
    await claims.tellContext(identity, told.data.context as Parameters<Claims['tellContext']>[1]);
    response.status(204).end();
  });
}
