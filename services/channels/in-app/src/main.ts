import { runChannelProcess } from '@onethread/channel-kit';
import { inAppChannel, inAppSettings } from './index.ts';

await runChannelProcess(inAppChannel, inAppSettings);
