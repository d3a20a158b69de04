import type { RequestHandler } from 'express';
import type { InAppApp } from '../config.ts';

/**
 * Lets pages of other origins call the API. Credentials travel in headers and never in cookies, so an open door gives a
 * foreign page nothing that its visitor did not put into it; apps that name their origins are held to them.
 */
export function crossOrigin(apps: readonly InAppApp[]): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    const allowed =
      origin !== undefined && apps.some(({ origins }) => origins === undefined || origins.includes(origin));
    response.vary('origin');
    if (allowed) response.setHeader('access-control-allow-origin', origin);
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, idempotency-key, x-app');
    response.setHeader('access-control-max-age', '600');
    response.status(204).end();
  };
}
