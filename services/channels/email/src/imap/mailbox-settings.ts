import { z } from 'zod';
import { isMailAddress, normalAddress } from '../addresses.ts';

/** Mailboxes that one channel reads. */
const MAX_MAILBOXES = 50;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const PORTS = { tls: 993, starttls: 143, none: 143 } as const;

/** A grant by which access tokens are got (RFC 6749, 6), as Gmail and Microsoft 365 want it instead of a password. */
export interface OAuthGrant {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly refreshToken: string;
  readonly scope?: string | undefined;
}

/** A mailbox of ours on somebody's IMAP server. */
export interface ImapMailbox {
  /** The address of ours whose mail it holds: the account. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** `starttls`: refused where the server does not offer it. */
  readonly tls: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly folder: string;
  readonly password?: string | undefined;
  readonly oauth?: OAuthGrant | undefined;
  /** Name under which that server writes Authentication-Results; '': none is believed. */
  readonly authservId: string;
}

const httpsUrl = z
  .string()
  .refine(
    (text) =>
      URL.canParse(text) &&
      (new URL(text).protocol === 'https:' ||
        (new URL(text).protocol === 'http:' && LOOPBACK.has(new URL(text).hostname))),
    'not an https:// URL',
  );

const written = z
  .strictObject({
    address: z.string().optional(),
    host: z.string().min(1).max(255),
    port: z.coerce.number().int().min(1).max(65_535).optional(),
    tls: z.enum(['tls', 'starttls', 'none']).default('tls'),
    user: z.string().min(1).max(320),
    folder: z.string().min(1).max(500).default('INBOX'),
    password: z.string().min(1).optional(),
    oauth: z
      .strictObject({
        tokenUrl: httpsUrl,
        clientId: z.string().min(1),
        clientSecret: z.string().min(1).optional(),
        refreshToken: z.string().min(1),
        scope: z.string().min(1).optional(),
      })
      .optional(),
    authservId: z.string().trim().toLowerCase().max(255).default(''),
  })
  .refine(({ password, oauth }) => (password === undefined) !== (oauth === undefined), 'password or oauth, one of them')
  .refine(({ address, user }) => isMailAddress(normalAddress(address ?? user)), 'address is not a mail address')
  .transform(({ address, ...given }): ImapMailbox => ({
    ...given,
    address: normalAddress(address ?? given.user),
    port: given.port ?? PORTS[given.tls],
  }));

/**
 * What `EMAIL_IMAP_MAILBOXES` may hold: a JSON list, or URLs between blanks or commas:
 * `imaps://user:password@host[:port][/folder][?address=…&tls=…&authservId=…]`; `imap://` is STARTTLS.
 */
export const imapMailboxList = z
  .string()
  .transform((text, context): readonly ImapMailbox[] => {
    const list = z.array(written).max(MAX_MAILBOXES).safeParse(entriesOf(text.trim()));
    if (list.success) return list.data;
    for (const { message, path } of list.error.issues) {
      context.addIssue({ code: 'custom', message: `${path.join('.')}: ${message}` });
    }
    return z.NEVER;
  })
  .refine((list) => new Set(list.map(mailboxKey)).size === list.length, 'a mailbox is named twice');

/** One mailbox of one server, whatever its password is. */
export function mailboxKey({ host, port, user, folder }: ImapMailbox): string {
  return [host.toLowerCase(), port, user, folder].join('\n');
}

function entriesOf(text: string): unknown {
  if (text === '') return [];
  if (!/^[[{]/.test(text)) return text.split(/[\s,]+/).flatMap((part) => (part === '' ? [] : [fromUrl(part)]));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return 'not JSON';
  }
}

function fromUrl(text: string): unknown {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.protocol !== 'imap:' && url.protocol !== 'imaps:') return text;
  try {
    const folder = decodeURIComponent(url.pathname.slice(1));
    return {
      ...Object.fromEntries(url.searchParams),
      host: url.hostname.replace(/^\[|\]$/g, ''),
      ...(url.port === '' ? {} : { port: url.port }),
      tls: url.searchParams.get('tls') ?? (url.protocol === 'imaps:' ? 'tls' : 'starttls'),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      ...(folder === '' ? {} : { folder }),
    };
  } catch {
    return text;
  }
}
