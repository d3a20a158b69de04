import { signToken } from '@onethread/rpc';
import {
  createGraphSimulator,
  createMailSimulator,
  createTwilioSimulator,
  type SimulatorObserver,
} from '@onethread/testkit';
import type { Customer } from './customers/customer.ts';
import { emailCustomer } from './customers/email-customer.ts';
import { inAppCustomer, type InAppItem } from './customers/in-app-customer.ts';
import { messengerCustomer } from './customers/messenger-customer.ts';
import { smsCustomer } from './customers/sms-customer.ts';

/** Credentials of simulated companies and of the system under test: worth nothing anywhere else. */
export const SECRETS = {
  identityKey: 'identity-key-of-the-system-tests-0001',
  tokens: 'token-secret-of-the-system-tests-00001',
  userTokens: 'user-token-secret-of-the-system-tests-1',
  appSecret: 'app-secret',
  pageId: '100200300',
  pageToken: 'page-token',
  verifyToken: 'verify-token',
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: '12345',
  number: '+15005550006',
  mailbox: 'support@localhost',
} as const;

const TOKEN_SECONDS = 6 * 3600;

/** Gives tokens with which somebody calls routing in this role, a fresh one at each call. */
export const tokenOf = (role: 'admin' | 'agent', subject: string) => (): Promise<string> =>
  signToken(SECRETS.tokens, { subject, role, validSeconds: TOKEN_SECONDS });

/** Where customers and providers reach Onethread; in one process the three are one. */
export interface FrontDoors {
  readonly inAppUrl: string;
  readonly messengerUrl: string;
  readonly smsUrl: string;
  readonly smtpPort: number;
}

export type Companies = Awaited<ReturnType<typeof openCompanies>>;

export interface CompaniesOptions {
  readonly doors: FrontDoors;
  /** Told of all that happens at the simulators of Messenger, SMS and mail. */
  readonly observe?: SimulatorObserver;
}

/** The companies outside, simulated: they live on while Onethread is killed, and remember what they accepted. */
export async function openCompanies({ doors, observe }: CompaniesOptions) {
  const { appSecret, verifyToken, pageId, pageToken, accountSid, authToken, number, mailbox } = SECRETS;
  const watched = observe === undefined ? {} : { onEvent: observe };
  const graph = await createGraphSimulator({ appSecret, verifyToken, pageId, pageAccessToken: pageToken, ...watched });
  const twilio = await createTwilioSimulator({ accountSid, authToken, numbers: [number], ...watched });
  const mail = await createMailSimulator(watched);
  graph.setWebhookUrl(`${doors.messengerUrl}/webhooks/messenger`);
  // As docs tell operators to set it: without the fragment Twilio tries a webhook once.
  twilio.setWebhookUrl(`${doors.smsUrl}/webhooks/twilio/sms#rc=5&rp=all`);

  return {
    graph,
    twilio,
    mail,
    /** What Onethread must know to speak with them, and the secrets of its own. */
    env: {
      PLAYGROUND: 'off',
      IDENTITY_KEY: SECRETS.identityKey,
      GRPC_TOKEN_SECRET: SECRETS.tokens,
      IN_APP_JWT_SECRET: SECRETS.userTokens,
      MESSENGER_APP_SECRET: appSecret,
      MESSENGER_VERIFY_TOKEN: verifyToken,
      MESSENGER_PAGE_ID: pageId,
      MESSENGER_PAGE_ACCESS_TOKEN: pageToken,
      MESSENGER_GRAPH_URL: graph.url,
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: number,
      TWILIO_API_URL: twilio.url,
      EMAIL_RELAY_URL: mail.relayUrl,
      EMAIL_ADDRESS: mailbox,
    },
    /** Somebody who writes in the way of each channel, by its name. */
    customers: {
      'in-app': (index: number, onItem?: (item: InAppItem) => void): Customer =>
        inAppCustomer({
          url: doors.inAppUrl,
          jwtSecret: SECRETS.userTokens,
          index,
          ...(onItem === undefined ? {} : { onItem }),
        }),
      messenger: (index: number): Customer =>
        messengerCustomer({ url: doors.messengerUrl, graph, appSecret, pageId, index }),
      sms: (index: number): Customer => smsCustomer({ url: doors.smsUrl, accountSid, authToken, number, index }),
      email: (index: number): Customer => emailCustomer({ smtpPort: doors.smtpPort, mailbox, index }),
    },
    async close(): Promise<void> {
      await Promise.all([graph.close(), twilio.close(), mail.close()]);
    },
  };
}
