import { channelContract } from '@onethread/channel-kit/contract';
import { whatsappHarness } from './testing/harness.ts';

channelContract('whatsapp', whatsappHarness);
