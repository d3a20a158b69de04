import express, { type Router } from 'express';

export interface EmbeddingPage {
  /** Attributes of the script element beside its src. */
  readonly script?: string;
  /** Attributes of <html>. */
  readonly html?: string;
  readonly style?: string;
}

/** A company's page under a strict policy: neither inline scripts nor inline styles, nothing evaluated. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob:; style-src 'self'";

export function embeddingPages(pages: Readonly<Record<string, EmbeddingPage>>): Router {
  const router = express.Router();
  router.get('/:name/page.css', ({ params }, response) => {
    response.type('css').send(`body { margin: 24px; font-family: serif } ${pages[params.name]?.style ?? ''}`);
  });
  router.get('/:name/worker.js', (_request, response) => {
    response.type('js').send("importScripts('/widget-push.js');");
  });
  router.get('/:name', ({ params }, response) => {
    const { script = 'data-app="app"', html = 'lang="en"' } = pages[params.name] ?? pages[`${params.name}/`] ?? {};
    response.setHeader('content-security-policy', POLICY);
    response.type('html').send(`<!doctype html>
<html ${html}><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/pages/${params.name}/page.css">
<script src="/widget.js" ${script} async></script></head>
<body><main><h1>A shop</h1><p>Things to buy.</p><button>Buy</button></main></body></html>`);
  });
  return router;
}
