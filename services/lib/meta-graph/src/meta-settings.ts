import { defineSettings, flag, jsonText, setting } from '@onethread/runtime';
import { z } from 'zod';

/** Further accounts of one channel. */
const MAX_ACCOUNTS = 500;

/** An account's id as a setting names it. */
export const accountIdSchema = z.string().min(1).max(100);

const OWN_FILES_TOO = 'Origin of the Graph API; files that it serves itself are accepted as well';

/**
 * What every channel of Meta's is told, under variables that begin with `prefix`: how webhooks prove themselves, and
 * where and how the Graph API is called.
 */
export function metaSettings(prefix: string, describeGraphUrl: string = OWN_FILES_TOO) {
  return {
    webhook: defineSettings({
      appSecret: setting(`${prefix}_APP_SECRET`, z.string().min(1), {
        describe: 'Secret of the Meta app, proves webhooks',
        secret: true,
      }),
      verifyToken: setting(`${prefix}_VERIFY_TOKEN`, z.string().min(1), {
        describe: 'Word of your choice that Meta repeats when the webhook is set up',
        secret: true,
      }),
    }),
    graph: defineSettings({
      graphUrl: setting(`${prefix}_GRAPH_URL`, z.url({ protocol: /^https?$/ }), {
        describe: describeGraphUrl,
        default: 'https://graph.facebook.com',
      }),
      graphVersion: setting(`${prefix}_GRAPH_VERSION`, z.string().regex(/^v\d+\.\d+$/), {
        describe: 'Version of the Graph API',
        default: 'v25.0',
      }),
      appSecretProof: setting(`${prefix}_APPSECRET_PROOF`, flag, {
        describe: 'Whether calls are signed with the app secret (appsecret_proof)',
        default: true,
      }),
    }),
  };
}

/** Further accounts as JSON text: a list of `{[idName], accessToken, label?, appSecret?}`, read as `MetaAccounts` lists them. */
export function furtherAccounts<Token extends string | undefined>(idName: string, accessToken: z.ZodType<Token>) {
  const identified = z.object({ [idName]: accountIdSchema }).transform((named) => ({ accountId: named[idName] ?? '' }));
  const account = z.object({
    accessToken,
    label: z.string().min(1).max(100).optional(),
    appSecret: z.string().min(1).optional(),
  });
  return jsonText(z.array(z.intersection(identified, account)).max(MAX_ACCOUNTS));
}
