import { declaredAgentToProto, RpcError, settingsToProto } from '@onethread/rpc';
import type {
  GetSettingsRequest,
  ListChangesRequest,
  ListChangesResponseInput,
  SettingsVersionInput,
} from '@onethread/rpc';
import { listChanges as list } from '../../../use-cases/settings/list-changes.ts';
import { readVersion } from '../../../use-cases/settings/read-settings.ts';
import { authenticateSupervisor } from '../authenticate.ts';
import { pageSizeOf } from '../page-size.ts';
import type { UnaryMethod } from '../unary.ts';

export const getSettings: UnaryMethod<GetSettingsRequest, SettingsVersionInput> = async (
  context,
  { version },
  metadata,
) => {
  await authenticateSupervisor(context, metadata);
  if (version < 0) throw new RpcError('invalid', 'version is 0 or a version');
  const read = await readVersion(context.useCases.collections, version);
  return {
    version: read.version,
    settings: settingsToProto(read.settings),
    changedBy: read.by,
    changedAtMs: read.at,
    note: read.note,
    agents: read.agents.map(({ agentId, declared }) => declaredAgentToProto(declared, agentId)),
  };
};

export const listChanges: UnaryMethod<ListChangesRequest, ListChangesResponseInput> = async (
  context,
  { pageToken, pageSize },
  metadata,
) => {
  await authenticateSupervisor(context, metadata);
  const { entries, nextPageToken } = await list(context.reading, { pageToken, pageSize: pageSizeOf(pageSize) });
  return {
    entries: entries.map(({ at, by, note, version, changes }) => {
      return { atMs: at, by, note, version, changes: [...changes] };
    }),
    nextPageToken,
  };
};
