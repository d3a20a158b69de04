import { pictureContract } from '@onethread/channel-kit/contract';
import { instagramChannel, WEBHOOK_PATH, type InstagramSettings } from './index.ts';
import { PERSON, settingsFor, simulate } from './testing/harness.ts';

pictureContract<InstagramSettings>('instagram', {
  definition: instagramChannel,
  async prepare() {
    const graph = await simulate();
    return {
      settings: settingsFor(graph.url),
      async deliver(n, { http }) {
        graph.setWebhookUrl(`${http.publicUrl}${WEBHOOK_PATH}`);
        await graph.customers.sendText(PERSON, `message ${n}`).acknowledged;
        return 'accepted';
      },
      setPicture: (bytes) =>
        graph.setPicture(PERSON, bytes && { name: 'picture.png', contentType: 'image/png', bytes }),
      close: () => graph.close(),
    };
  },
});
