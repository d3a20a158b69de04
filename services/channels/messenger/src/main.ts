import { runChannelProcess } from '@onethread/channel-kit';
import { messengerChannel, messengerSettings } from './index.ts';

await runChannelProcess(messengerChannel, messengerSettings);
