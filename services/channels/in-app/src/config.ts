import { createPublicKey } from 'node:crypto';
import { defineSettings, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

/** JSON text of a setting, checked by `schema`. */
const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const LEAST_RSA_BITS = 2048;

function isPublicKey(algorithm: 'RS256' | 'EdDSA', pem: string): boolean {
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
  .refine(({ algorithm, key }) => algorithm === 'HS256' || isPublicKey(algorithm, key), {
    path: ['key'],
    error: 'not a public key in PEM that fits the algorithm (RS256: RSA of 2048 bits or more; EdDSA: Ed25519)',
  });
export type SigningKey = z.infer<typeof keySchema>;

export const inAppSettings = defineSettings({
  apps: setting('IN_APP_APPS', json(z.array(appSchema).min(1).max(100)), {
    describe: 'Apps that embed the messenger, as JSON: [{"id","label","origins"?}]',
    default: '[{"id":"app","label":"In-app chat"}]',
  }),
  jwtSecret: setting('IN_APP_JWT_SECRET', z.string().min(32), {
    describe: "Signs the users' tokens of your app's backend (HS256): sub, iat, exp within 1 h",
    secret: true,
  }),
  jwtKeys: setting('IN_APP_JWT_KEYS', json(z.array(keySchema).max(10)), {
    describe: 'Further keys, chosen by the token\'s kid, as JSON: [{"kid","algorithm","key"}]',
    default: '[]',
    secret: true,
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
