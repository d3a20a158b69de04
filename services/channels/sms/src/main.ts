import { runChannelProcess } from '@onethread/channel-kit';
import { smsChannel, smsSettings } from './index.ts';

await runChannelProcess(smsChannel, smsSettings);
