import { channelContract } from '@onethread/channel-kit/contract';
import { instagramHarness } from './testing/harness.ts';

channelContract('instagram', instagramHarness);
