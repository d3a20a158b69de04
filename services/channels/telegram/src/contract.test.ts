import { channelContract } from '@onethread/channel-kit/contract';
import { telegramHarness } from './testing/harness.ts';

channelContract('telegram', telegramHarness);
