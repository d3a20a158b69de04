import type { Channel, ChannelHost, SendContext, SendResult } from '@onethread/channel-kit';
import type { InAppSettings } from './config.ts';
import { createGrpcFeedSource } from './feed/grpc-feed-source.ts';
import { createFileLinks } from './files/file-links.ts';
import { openUploads } from './files/uploads.ts';
import { createLinking } from './identity/linking.ts';
import type { PersonParts } from './identity/person.ts';
import { createUserTokens } from './identity/user-tokens.ts';
import { openVisitors } from './identity/visitors.ts';
import { createLimits } from './limits.ts';
import { REST_PATH } from './protocol.ts';
import { restRoutes } from './rest/routes.ts';
import { serviceToken } from './service-token.ts';
import { createSocketServer } from './socket/socket-server.ts';
import { widgetScript } from './widget-script.ts';

/** Our own channel: the feed that a customer follows is the delivery, so "sent" needs no provider. */
export function createInAppChannel(host: ChannelHost, settings: InAppSettings): Channel {
  const { now } = host;
  const links = createFileLinks(settings.linkSecret, now);
  const refused = (reason: string): void => host.refused(reason);
  let stopServing: (() => Promise<void>) | undefined;

  return {
    accounts: settings.apps.map(({ id, label }) => ({ account: id, label })),

    async start() {
      const routing = { address: settings.routingAddress, token: serviceToken(settings.tokenSecret, now) };
      const feed = createGrpcFeedSource({ ...routing, links, random: Math.random, logger: host.logger });
      const linking = createLinking({ ...routing, now });
      const people: PersonParts = {
        host,
        apps: settings.apps,
        tokens: createUserTokens(settings.jwtSecret, settings.jwtKeys),
        visitors: await openVisitors(host.documents, now),
      };
      const uploads = await openUploads(host, host.documents);
      const sessions = { host, feed, uploads, limits: createLimits(now) };
      const sockets = createSocketServer({ http: host.http, people, sessions, refused, now });
      host.http.mount(REST_PATH, restRoutes({ people, sessions, linking, links, blobs: host.blobs, refused }));
      host.http.mount('/', widgetScript());
      sockets.start();
      stopServing = async () => {
        await sockets.stop();
        feed.close();
        linking.close();
      };
    },
    stop: async () => await stopServing?.(),

    plan: () => [{ into: 'feed' }],
    send: (_step, { message }: SendContext): Promise<SendResult> =>
      Promise.resolve({ outcome: 'sent', providerMessageId: message.entryId }),
  };
}
