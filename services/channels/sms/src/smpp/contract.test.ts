import { channelContract } from '@onethread/channel-kit/contract';
import { smppHarness } from './testing/harness.ts';

channelContract('sms by SMPP', smppHarness);
