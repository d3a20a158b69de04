import { pictureContract } from '@onethread/channel-kit/contract';
import { messengerChannel, WEBHOOK_PATH, type MessengerSettings } from './index.ts';
import { PSID, settingsFor, simulate } from './testing/harness.ts';

pictureContract<MessengerSettings>('messenger', {
  definition: messengerChannel,
  async prepare() {
    const graph = await simulate();
    return {
      settings: settingsFor(graph.url),
      async deliver(n, { http }) {
        graph.setWebhookUrl(`${http.publicUrl}${WEBHOOK_PATH}`);
        await graph.customers.sendText(PSID, `message ${n}`).acknowledged;
        return 'accepted';
      },
      setPicture: (bytes) => graph.setPicture(PSID, bytes && { name: 'picture.png', contentType: 'image/png', bytes }),
      close: () => graph.close(),
    };
  },
});
