import type { Response } from 'express';

/** The playground's own pages: nothing from elsewhere, nothing inline. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
];

/** A mail: its own styles, no script, no form, nothing from elsewhere, and an origin that is nobody's. */
const MAIL_POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** `framed`: shown inside the playground's page (the customer's app). */
export function setPageHeaders(response: Response, { framed }: { readonly framed: boolean }): void {
  const ancestors = framed ? "'self'" : "'none'";
  response.setHeader('content-security-policy', [...PAGE_POLICY, `frame-ancestors ${ancestors}`].join('; '));
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
}

export function setMailHeaders(response: Response): void {
  response.setHeader('content-security-policy', MAIL_POLICY);
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('referrer-policy', 'no-referrer');
}
