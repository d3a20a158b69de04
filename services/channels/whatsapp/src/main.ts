import { runChannelProcess } from '@onethread/channel-kit';
import { whatsappChannel, whatsappSettings } from './index.ts';

await runChannelProcess(whatsappChannel, whatsappSettings);
