import { runChannelProcess } from '@onethread/channel-kit';
import { telegramChannel, telegramSettings } from './index.ts';

await runChannelProcess(telegramChannel, telegramSettings);
