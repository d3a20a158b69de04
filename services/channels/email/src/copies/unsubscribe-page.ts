import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { IdentityRef } from '@onethread/contracts';
import { domainOf } from '../addresses.ts';
import { asHtml } from '../inbound/mail-parts.ts';
import { COPIES_AGAIN, ONE_CLICK } from './unsubscribe-form.ts';
import type { UnsubscribeWords } from './unsubscribe-words.ts';

/** What a page is about. */
export type PageState = 'ask' | 'stopped' | 'resumed' | 'unknown' | 'refused' | 'later';

interface PageParts {
  readonly heading: string;
  readonly about: string;
  readonly button?: { readonly words: string; readonly field: typeof ONE_CLICK | typeof COPIES_AGAIN };
}

const PAGES: Readonly<Record<PageState, (words: UnsubscribeWords) => PageParts>> = {
  ask: ({ ask, about, stop }) => ({ heading: ask, about, button: { words: stop, field: ONE_CLICK } }),
  stopped: ({ stopped, stoppedAbout, again }) => ({
    heading: stopped,
    about: stoppedAbout,
    button: { words: again, field: COPIES_AGAIN },
  }),
  resumed: ({ resumed, about, stop }) => ({ heading: resumed, about, button: { words: stop, field: ONE_CLICK } }),
  unknown: ({ unknown, unknownAbout }) => ({ heading: unknown, about: unknownAbout }),
  refused: ({ refused, refusedAbout }) => ({ heading: refused, about: refusedAbout }),
  later: ({ later, laterAbout }) => ({ heading: later, about: laterAbout }),
};

const STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: light-dark(#f4f5f7, #14161a); color: light-dark(#1b1f27, #eceef2);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { width: 100%; max-width: 34rem; padding: clamp(1.5rem, 5vw, 2.5rem); border-radius: 14px;
  background: light-dark(#fff, #1e2128); border: 1px solid light-dark(#dfe2e8, #333842); }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem .9rem; margin: 1.25rem 0 0; }
dt { color: light-dark(#5a6170, #a3abba); }
dd { margin: 0; overflow-wrap: anywhere; }
button { margin-top: 1.75rem; min-height: 2.9rem; padding: .6rem 1.3rem; border: 0; border-radius: 9px; font: inherit;
  font-weight: 600; color: #fff; background: light-dark(#2450c4, #3f6be0); cursor: pointer; }
button.quiet { color: inherit; background: transparent; border: 1px solid light-dark(#7c8494, #737c8e); }
button:hover { filter: brightness(1.08); }
button:focus-visible { outline: 3px solid light-dark(#2450c4, #8fb2ff); outline-offset: 3px; }
@media (max-width: 30rem) { button { width: 100%; } }
@media (forced-colors: active) { button { border: 1px solid ButtonText; } }
`;

/** The page runs nothing, fetches nothing, posts to itself only and is shown in no other page. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a page. Its address is a secret of its reader's: no other site is told it, and nobody keeps the page. */
export function sendPage(
  response: Response,
  status: number,
  state: PageState,
  words: UnsubscribeWords,
  identity?: IdentityRef,
): void {
  response.status(status).set({
    'cache-control': 'no-store',
    'content-language': words.language,
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'accept-language',
  });
  response.type('html').send(page(PAGES[state](words), words, identity));
}

function page({ heading, about, button }: PageParts, words: UnsubscribeWords, identity?: IdentityRef): string {
  return `<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asHtml(heading)} – ${asHtml(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${asHtml(heading)}</h1>
<p>${asHtml(about)}</p>
${identity === undefined || button === undefined ? '' : addresses(words, identity)}${button === undefined ? '' : form(button)}</main>
</body>
</html>
`;
}

function addresses({ from, to }: UnsubscribeWords, { account, externalId }: IdentityRef): string {
  return `<dl>${line(from, account)}${line(to, masked(externalId))}</dl>\n`;
}

function line(name: string, address: string): string {
  return `<dt>${asHtml(name)}</dt><dd><bdi dir="ltr">${asHtml(address)}</bdi></dd>`;
}

/** Told by its first letter and its domain: the link may have been forwarded. */
function masked(address: string): string {
  return `${String.fromCodePoint(address.codePointAt(0) ?? 0)}…@${domainOf(address)}`;
}

/** Posts to the page's own address, in the words of RFC 8058 for the button that mail programs have too. */
function form({ words, field }: NonNullable<PageParts['button']>): string {
  const quiet = field === COPIES_AGAIN ? ' class="quiet"' : '';
  return `<form method="post">
<input type="hidden" name="${field.name}" value="${field.value}">
<button${quiet}>${asHtml(words)}</button>
</form>
`;
}
