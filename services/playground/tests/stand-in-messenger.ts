import { Router } from 'express';
import type { HttpHost } from '@onethread/runtime';

/** Shows how it was embedded; the real messenger has its own tests, and needs all of Onethread. */
const SCRIPT = `
const { storage } = document.currentScript.dataset;
const shown = document.createElement('output');
shown.id = 'stand-in';
const field = document.createElement('input');
field.setAttribute('aria-label', 'Message');
document.body.append(shown, field);
let who = 'visitor';
window.Onethread = {
  identify(getToken) {
    getToken().then((token) => {
      who = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub;
      shown.textContent = who + ' at ' + storage;
    });
  },
  open() {
    field.focus();
    shown.textContent = who + ' at ' + storage;
  },
};
`;

export function mountStandInMessenger(http: HttpHost): void {
  const router = Router();
  router.get('/widget.js', (_request, response) => response.type('text/javascript').send(SCRIPT));
  http.mount('/', router);
}
