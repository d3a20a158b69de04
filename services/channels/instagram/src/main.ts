import { runChannelProcess } from '@onethread/channel-kit';
import { instagramChannel, instagramSettings } from './index.ts';

await runChannelProcess(instagramChannel, instagramSettings);
