import { Router } from 'express';
import type { Stage } from '../stage.ts';
import { setMailHeaders } from './page-policy.ts';

/** Formatted bodies of mails, each a page of its own that can do nothing. */
export function mailRoutes(stage: Stage): Router {
  const router = Router();
  router.get('/mails/:provider/:customer/:id', (request, response) => {
    const { provider, customer, id } = request.params;
    const mail = stage.message({ provider, customer, id });
    if (mail?.html === undefined) {
      response.status(404).json({ error: { code: 'not-found', message: 'There is no such mail.' } });
      return;
    }
    setMailHeaders(response);
    response.type('html').send(mail.html);
  });
  return router;
}
