import { channelContract } from '@onethread/channel-kit/contract';
import { messengerHarness } from './harness.ts';

channelContract('messenger', messengerHarness);
