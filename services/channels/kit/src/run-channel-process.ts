import { runServiceProcess } from '@onethread/process';
import type { SettingDefinitions, SettingsOf } from '@onethread/runtime';
import type { ChannelDefinition } from './channel.ts';
import { channelSettings } from './config.ts';
import { createChannelService } from './create-channel-service.ts';

/** Runs one channel as a process of its own, until SIGTERM; see `runServiceProcess`. */
export async function runChannelProcess<Definitions extends SettingDefinitions>(
  definition: ChannelDefinition<SettingsOf<Definitions>>,
  settings: Definitions,
): Promise<void> {
  const name = `channel-${definition.name}` as const;
  await runServiceProcess({
    name,
    settings: { channel: settings, common: channelSettings },
    create: async ({ settings: { channel, common }, engines, ...parts }) => {
      const [log, documents, blobs] = await Promise.all([engines.log(), engines.documents(name), engines.blobs()]);
      const { identityKey } = common;
      return createChannelService({ ...parts, definition, settings: channel, log, documents, blobs, identityKey });
    },
  });
}
