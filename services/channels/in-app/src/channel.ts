import type { Channel, ChannelHost, SendContext, SendResult } from '@onethread/channel-kit';
import { openClaims, type Claims } from './claims/claims.ts';
import { vapidKeysOf, type InAppSettings } from './config.ts';
import { createGrpcFeedSource } from './feed/grpc-feed-source.ts';
import { createFileLinks } from './files/file-links.ts';
import { openUploads } from './files/uploads.ts';
import { createPictureLooks } from './identity/look-for-picture.ts';
import { createLinking } from './identity/linking.ts';
import type { PersonParts } from './identity/person.ts';
import { createUserTokens } from './identity/user-tokens.ts';
import { openVisitors } from './identity/visitors.ts';
import { createLimits } from './limits.ts';
import { REST_PATH } from './protocol.ts';
import { PUSH_BOUNDS, type PushBounds } from './push/bounds.ts';
import { openPushes, type Pushes } from './push/pushes.ts';
import { restRoutes } from './rest/routes.ts';
import { serviceToken } from './service-token.ts';
import { createSocketServer } from './socket/socket-server.ts';
import { widgetScript } from './widget-script.ts';

/**
 * Our own channel: the feed that a customer follows is the delivery, so "sent" needs no provider; who has left is told of
 * it by push. Throws `ConfigurationError` where the keys of push do not belong together.
 */
export function createInAppChannel(
  host: ChannelHost,
  settings: InAppSettings,
  pushBounds: PushBounds = PUSH_BOUNDS,
): Channel {
  const { now } = host;
  const keys = vapidKeysOf(settings);
  let pushes: Pushes | undefined;
  let claims: Claims | undefined;
  const links = createFileLinks(settings.linkSecret, now);
  const refused = (reason: string): void => host.refused(reason);
  let stopServing: (() => Promise<void>) | undefined;

  return {
    accounts: settings.apps.map(({ id, label }) => ({ account: id, label })),

    async start() {
      const routing = { address: settings.routingAddress, token: serviceToken(settings.tokenSecret, now) };
      const feed = createGrpcFeedSource({ ...routing, links, random: Math.random, logger: host.logger });
      const linking = createLinking({ ...routing, now });
      const visitors = await openVisitors(host.documents, now);
      if (keys !== undefined) {
        pushes = await openPushes({ host, keys, hosts: settings.pushHosts, visitors, bounds: pushBounds });
      }
      const tokens = createUserTokens(settings.jwtSecret, settings.jwtKeys);
      const { apps } = settings;
      const limits = createLimits(now);
      claims = await openClaims({ host, apps, limits });
      const people: PersonParts = { host, apps, tokens, visitors, claims, pushes };
      const uploads = await openUploads(host, host.documents);
      const lookForPicture = createPictureLooks(host, settings.pictureHosts);
      const sessions = { host, feed, uploads, limits, claims, lookForPicture, pushes };
      const sockets = createSocketServer({ http: host.http, people, sessions, refused, now });
      host.http.mount(REST_PATH, restRoutes({ people, sessions, linking, links, blobs: host.blobs, refused }));
      host.http.mount('/', widgetScript(apps));
      sockets.start();
      pushes?.start();
      stopServing = async () => {
        await sockets.stop();
        await pushes?.stop();
        feed.close();
        linking.close();
      };
    },
    stop: async () => await stopServing?.(),

    async forget(identity) {
      await claims?.forget(identity.identityId);
      await pushes?.forget(identity);
    },

    plan: () => [{ into: 'feed' }],
    async send(_step, { message }: SendContext): Promise<SendResult> {
      await pushes?.replied(message);
      return { outcome: 'sent', providerMessageId: message.entryId };
    },
  };
}
