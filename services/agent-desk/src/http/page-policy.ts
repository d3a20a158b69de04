import type { Response } from 'express';

/** The app's own pages: nothing from elsewhere, nothing inline. */
const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail: its own styles, no script, no form, and pictures from elsewhere only on demand. */
function mailPolicy(remoteImages: boolean): string {
  return [
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data:${remoteImages ? ' https: http:' : ''}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

export function setAppHeaders(response: Response, publicUrl: string): void {
  response.setHeader('content-security-policy', APP_POLICY);
  response.setHeader('x-frame-options', 'DENY');
  setCommonHeaders(response, publicUrl);
}

export function setMailHeaders(response: Response, publicUrl: string, remoteImages: boolean): void {
  response.setHeader('content-security-policy', mailPolicy(remoteImages));
  response.setHeader('x-frame-options', 'SAMEORIGIN');
  setCommonHeaders(response, publicUrl);
}

function setCommonHeaders(response: Response, publicUrl: string): void {
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('x-content-type-options', 'nosniff');
  // A link in a mail must not tell its target which conversation it was opened from.
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  if (publicUrl.startsWith('https:')) response.setHeader('strict-transport-security', 'max-age=31536000');
}
