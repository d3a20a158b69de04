import { runChannelProcess } from '@onethread/channel-kit';
import { emailChannel, emailSettings } from './index.ts';

await runChannelProcess(emailChannel, emailSettings);
