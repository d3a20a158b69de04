import { customerIdOf, identityIdOf } from '@onethread/contracts';
import { createAdminClient, createHistoryClient } from '@onethread/rpc';
import { tempFolder } from '@onethread/testkit';
import { DeskAgent } from './agents/desk-agent.ts';
import { openCompanies, SECRETS, tokenOf } from './companies.ts';
import type { Customer } from './customers/customer.ts';
import { openMessagingApps } from './messaging-apps.ts';
import { freePorts, OnethreadProcess } from './onethread-process.ts';

export { SECRETS } from './companies.ts';

/** The agent as whom the test reads history. */
export const READER = 'agent-0';

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * The outside companies in this process, Onethread in a child process with a data folder of its own: the one can be
 * killed while the others remember what they accepted. `withApps`: WhatsApp, Instagram and Telegram as well.
 */
export async function openWorld(env: Readonly<Record<string, string>> = {}, { withApps = false } = {}) {
  const folder = await tempFolder('onethread-system-');
  const ports = await freePorts();
  const url = `http://127.0.0.1:${ports.http}`;
  const companies = await openCompanies({
    doors: { inAppUrl: url, messengerUrl: url, smsUrl: url, smtpPort: ports.smtp },
  });
  const { graph, twilio, mail } = companies;
  const apps = withApps
    ? await openMessagingApps({ whatsappUrl: url, instagramUrl: url, telegramUrl: url })
    : undefined;
  const onethread = new OnethreadProcess(folder.path, ports, { ...companies.env, ...apps?.env, ...env });

  const admin = createAdminClient({ address: onethread.grpcAddress, token: tokenOf('admin', 'system-test') });
  /** Reads as this agent, who must exist. */
  const history = createHistoryClient({ address: onethread.grpcAddress, token: tokenOf('agent', READER) });

  const putAgent = async (agentId: string, capacity = 10): Promise<void> => {
    const name = agentId.replace('agent', 'Agent');
    await admin.putAgent({ agentId, name, email: `${agentId}@localhost`, role: 'agent', capacity });
  };

  return {
    graph,
    twilio,
    mail,
    /** With `withApps` alone. */
    apps,
    onethread,
    admin,
    history,
    /** Starts the process; the test fails with its words when it does not become ready. */
    async start(): Promise<void> {
      const exitCode = await onethread.start();
      if (exitCode !== undefined) throw new Error(`it ended with ${exitCode}: ${onethread.output}`);
      // Each has a connection of its own, which after a restart waits for its own next attempt.
      await Promise.all([admin, history].map((client) => client.waitUntilReady(10_000)));
    },
    putAgent,
    /** An agent who is there and available. */
    async agent(agentId: string, capacity?: number): Promise<DeskAgent> {
      await putAgent(agentId, capacity);
      return await DeskAgent.connect(onethread.grpcAddress, agentId, tokenOf('agent', agentId));
    },
    /** The same agent, on a device of its own. */
    device: (agentId: string) => DeskAgent.connect(onethread.grpcAddress, agentId, tokenOf('agent', agentId)),
    /** One customer of each channel, for each index. */
    customers(index: number): Customer[] {
      return Object.values(companies.customers).map((meet) => meet(index));
    },
    async close() {
      admin.close();
      history.close();
      await onethread.stop();
      await Promise.all([companies.close(), apps?.close()]);
      await folder.remove();
    },
  };
}

/** Under whom history files a person of a channel. */
export function customerOf(channel: string, account: string, externalId: string): string {
  return customerIdOf(identityIdOf(SECRETS.identityKey, channel, account, externalId));
}
