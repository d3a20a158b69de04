import { channelContract } from '@onethread/channel-kit/contract';
import { messengerHarness } from './testing/harness.ts';

channelContract('messenger', messengerHarness);
