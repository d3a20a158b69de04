import { customerIdOf, identityIdOf } from '@onethread/contracts';
import { createAdminClient, createHistoryClient, signToken } from '@onethread/rpc';
import { createGraphSimulator, createMailSimulator, createTwilioSimulator, tempFolder } from '@onethread/testkit';
import { DeskAgent } from './agents/desk-agent.ts';
import type { Customer } from './customers/customer.ts';
import { emailCustomer } from './customers/email-customer.ts';
import { inAppCustomer } from './customers/in-app-customer.ts';
import { messengerCustomer } from './customers/messenger-customer.ts';
import { smsCustomer } from './customers/sms-customer.ts';
import { freePorts, OnethreadProcess } from './onethread-process.ts';

/** Credentials of simulated companies and of this test's system: worth nothing anywhere else. */
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

/** The agent as whom the test reads history. */
export const READER = 'agent-0';

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * The outside companies in this process, Onethread in a child process with a data folder of its own: the one can be
 * killed while the others remember what they accepted.
 */
export async function openWorld(env: Readonly<Record<string, string>> = {}) {
  const folder = await tempFolder('onethread-system-');
  const ports = await freePorts();
  const { appSecret, verifyToken, pageId, pageToken, accountSid, authToken, number, mailbox } = SECRETS;
  const graph = await createGraphSimulator({ appSecret, verifyToken, pageId, pageAccessToken: pageToken });
  const twilio = await createTwilioSimulator({ accountSid, authToken, numbers: [number] });
  const mail = await createMailSimulator({});
  const onethread = new OnethreadProcess(folder.path, ports, {
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
    ...env,
  });
  graph.setWebhookUrl(`${onethread.url}/webhooks/messenger`);
  // As docs tell operators to set it: without the fragment Twilio tries a webhook once.
  twilio.setWebhookUrl(`${onethread.url}/webhooks/twilio/sms#rc=5&rp=all`);

  const token = (role: 'admin' | 'agent', subject: string) => () =>
    signToken(SECRETS.tokens, { subject, role, validSeconds: 600 });
  const admin = createAdminClient({ address: onethread.grpcAddress, token: token('admin', 'system-test') });
  /** Reads as this agent, who must exist. */
  const history = createHistoryClient({ address: onethread.grpcAddress, token: token('agent', READER) });

  const putAgent = async (agentId: string, capacity = 10): Promise<void> => {
    const name = agentId.replace('agent', 'Agent');
    await admin.putAgent({ agentId, name, email: `${agentId}@localhost`, role: 'agent', capacity });
  };

  return {
    graph,
    twilio,
    mail,
    onethread,
    admin,
    history,
    /** Starts the process; the test fails with its words when it does not become ready. */
    async start(): Promise<void> {
      const exitCode = await onethread.start();
      if (exitCode !== undefined) throw new Error(`it ended with ${exitCode}: ${onethread.output}`);
      await admin.waitUntilReady(10_000);
    },
    putAgent,
    /** An agent who is there and available. */
    async agent(agentId: string, capacity?: number): Promise<DeskAgent> {
      await putAgent(agentId, capacity);
      return await DeskAgent.connect(onethread.grpcAddress, agentId, token('agent', agentId));
    },
    /** The same agent, on a device of its own. */
    device: (agentId: string) => DeskAgent.connect(onethread.grpcAddress, agentId, token('agent', agentId)),
    /** One customer of each channel, for each index. */
    customers(index: number): Customer[] {
      const { url } = onethread;
      return [
        inAppCustomer({ url, jwtSecret: SECRETS.userTokens, index }),
        messengerCustomer({ url, graph, appSecret, pageId, index }),
        smsCustomer({ url, twilio, accountSid, authToken, number, index }),
        emailCustomer({ smtpPort: ports.smtp, mailbox, inbox: (address) => mail.textsFor(address), index }),
      ];
    },
    async close() {
      admin.close();
      history.close();
      await onethread.stop();
      await Promise.all([graph.close(), twilio.close(), mail.close()]);
      await folder.remove();
    },
  };
}

/** Under whom history files a person of a channel. */
export function customerOf(channel: string, account: string, externalId: string): string {
  return customerIdOf(identityIdOf(SECRETS.identityKey, channel, account, externalId));
}
