import { pictureContract } from '@onethread/channel-kit/contract';
import { telegramChannel, type TelegramSettings } from './index.ts';
import { ANNA, post, settingsFor, simulate, textUpdate } from './testing/harness.ts';

pictureContract<TelegramSettings>('telegram', {
  definition: telegramChannel,
  async prepare() {
    const telegram = await simulate();
    const anna = telegram.person(ANNA);
    return {
      settings: settingsFor(telegram.url, { TELEGRAM_SET_WEBHOOK: 'false' }),
      deliver: async (n, at) => ((await post(at.http.publicUrl, textUpdate(n))) === 200 ? 'accepted' : 'malformed'),
      setPicture: (bytes) => anna.setPicture(bytes && { name: 'picture.png', contentType: 'image/png', bytes }),
      close: () => telegram.close(),
    };
  },
});
