import { channelContract } from '@onethread/channel-kit/contract';
import { smsHarness } from './testing/harness.ts';

channelContract('sms', smsHarness);
