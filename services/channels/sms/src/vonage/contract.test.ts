import { channelContract } from '@onethread/channel-kit/contract';
import { vonageHarness } from './testing/harness.ts';

channelContract('sms by Vonage', vonageHarness);
