import { createPublicKey } from 'node:crypto';
import { ConfigurationError, defineSettings, jsonText, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';
import { appOptions } from './app-options.ts';
import { HOST_PATTERN } from './named-hosts.ts';
import { isPrivateKey, isPublicKey, publicKeyOf, type VapidKeys } from './push/vapid-keys.ts';

const LEAST_RSA_BITS = 2048;

function isVerifyingKey(algorithm: 'RS256' | 'EdDSA', pem: string): boolean {
  try {
    const { type, asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    if (type !== 'public' || /PRIVATE KEY/.test(pem)) return false;
    if (algorithm === 'EdDSA') return asymmetricKeyType === 'ed25519';
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS;
  } catch {
    return false;
  }
}

const appSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  label: z.string().min(1).max(100),
  /** Origins of pages that may embed the widget; absent: any (credentials are never cookies). */
  origins: z.array(z.url()).max(100).optional(),
  ...appOptions,
});
export type InAppApp = z.infer<typeof appSchema>;

const keySchema = z
  .object({
    kid: z.string().min(1).max(100),
    algorithm: z.enum(['HS256', 'RS256', 'EdDSA']),
    /** HS256: the secret; RS256, EdDSA: the public key as PEM (SPKI). */
    key: z.string().min(32),
    /** The one app whose users it signs for; absent: all. */
    app: z.string().min(1).max(64).optional(),
  })
  .refine(({ algorithm, key }) => algorithm === 'HS256' || isVerifyingKey(algorithm, key), {
    path: ['key'],
    error: 'not a public key in PEM that fits the algorithm (RS256: RSA of 2048 bits or more; EdDSA: Ed25519)',
  });
export type SigningKey = z.infer<typeof keySchema>;

const MAX_HOSTS = 50;
const hostList = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()))
  .pipe(z.array(z.string().max(253).regex(HOST_PATTERN)).max(MAX_HOSTS));

/** RFC 8292, 2.1. */
function isContact(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname } = new URL(text);
  return protocol === 'https:' || (protocol === 'mailto:' && /^[^@\s]+@[^@\s]+$/.test(pathname));
}

export const inAppSettings = defineSettings({
  apps: setting('IN_APP_APPS', jsonText(z.array(appSchema).min(1).max(100)), {
    describe: 'Apps that embed the messenger, as JSON: [{"id","label","origins"?,"preChat"?,"context"?,"languages"?}]',
    default: '[{"id":"app","label":"In-app chat"}]',
  }),
  jwtSecret: setting('IN_APP_JWT_SECRET', z.string().min(32), {
    describe: "Signs the users' tokens of your app's backend (HS256): sub, iat, exp within 1 h",
    secret: true,
  }),
  jwtKeys: setting('IN_APP_JWT_KEYS', jsonText(z.array(keySchema).max(10)), {
    describe: 'Further keys, chosen by the token\'s kid, as JSON: [{"kid","algorithm","key"}]',
    default: '[]',
    secret: true,
  }),
  vapidPublicKey: setting('IN_APP_VAPID_PUBLIC_KEY', z.string().refine(isPublicKey).optional(), {
    describe:
      'Web push: key of this installation (P-256, base64url) by which browsers subscribe; without both keys push is off',
  }),
  vapidPrivateKey: setting('IN_APP_VAPID_PRIVATE_KEY', z.string().refine(isPrivateKey).optional(), {
    describe: 'Web push: its private key (32 bytes, base64url). Another pair later makes every subscription useless',
    secret: true,
  }),
  pushSubject: setting('IN_APP_PUSH_SUBJECT', z.string().refine(isContact), {
    describe:
      'Web push: where operators of push services reach you, mailto: or https:; some refuse addresses that cannot be',
    default: 'mailto:support@localhost',
  }),
  pushHosts: setting('IN_APP_PUSH_HOSTS', hostList, {
    describe: 'Web push: hosts of push services, by commas, "*." for all below; nothing else is ever called',
    default: 'fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com',
  }),
  pictureHosts: setting('IN_APP_PICTURE_HOSTS', hostList.optional(), {
    describe:
      'Hosts of users\' pictures (claim `avatar` or `picture`), by commas, "*." for all below; without it none is fetched',
    example: 'cdn.example.org',
  }),
  linkSecret: setting('LINK_SECRET', z.string().min(32), { describe: 'Signs links to attachments', secret: true }),
  routingAddress: setting('ROUTING_GRPC_ADDRESS', z.string(), {
    describe: "routing's gRPC: host:port, dns:///name:port, or ipv4:a:port,b:port; calls go round all of its replicas",
    default: '127.0.0.1:50051',
  }),
  tokenSecret: setting('GRPC_TOKEN_SECRET', z.string().min(32), {
    describe: 'Signs the tokens with which services and agents call routing',
    secret: true,
  }),
});
export type InAppSettings = SettingsOf<typeof inAppSettings>;

/** Undefined: push is off. Throws `ConfigurationError` for half a pair, or keys that do not belong together. */
export function vapidKeysOf({ vapidPublicKey, vapidPrivateKey, pushSubject }: InAppSettings): VapidKeys | undefined {
  if (vapidPublicKey === undefined && vapidPrivateKey === undefined) return undefined;
  if (vapidPublicKey === undefined || vapidPrivateKey === undefined || publicKeyOf(vapidPrivateKey) !== vapidPublicKey)
    throw new ConfigurationError([
      {
        name: 'IN_APP_VAPID_PUBLIC_KEY',
        got: vapidPublicKey === undefined ? 'nothing' : 'another key',
        expected: 'the public key of IN_APP_VAPID_PRIVATE_KEY, or neither of them',
      },
    ]);
  return { publicKey: vapidPublicKey, privateKey: vapidPrivateKey, subject: pushSubject };
}
