import { connect, lifeOf, promised, type ClientOptions, type RpcClient, type UnaryRest } from './client-channel.ts';
import { loadProtos } from './load-protos.ts';
import type * as wire from './settings-types.ts';

/** Who gets what, as supervisors read it and admins change it. Every call rejects with `RpcError`. */
export interface SettingsClient extends RpcClient {
  getSettings(request?: wire.GetSettingsRequestInput): Promise<wire.SettingsVersion>;
  /** Changes nothing. */
  checkSettings(request: wire.CheckSettingsRequestInput): Promise<wire.CheckSettingsResponse>;
  /** Agents are written one after another: with many of them give the client a longer deadline. Repeatable. */
  applySettings(request: wire.ApplySettingsRequestInput): Promise<wire.ApplySettingsResponse>;
  listChanges(request?: wire.ListChangesRequestInput): Promise<wire.ListChangesResponse>;
}

export function createSettingsClient(options: ClientOptions): SettingsClient {
  const client = connect(loadProtos().settings, options);
  const { deadlineMs } = options;
  const getSettings = promised(
    deadlineMs,
    (request: wire.GetSettingsRequestInput, ...rest: UnaryRest<wire.SettingsVersion>) =>
      client.getSettings(request, ...rest),
  );
  const listChanges = promised(
    deadlineMs,
    (request: wire.ListChangesRequestInput, ...rest: UnaryRest<wire.ListChangesResponse>) =>
      client.listChanges(request, ...rest),
  );
  return {
    ...lifeOf(client),
    getSettings: (request = {}) => getSettings(request),
    checkSettings: promised(
      deadlineMs,
      (request: wire.CheckSettingsRequestInput, ...rest: UnaryRest<wire.CheckSettingsResponse>) =>
        client.checkSettings(request, ...rest),
    ),
    applySettings: promised(
      deadlineMs,
      (request: wire.ApplySettingsRequestInput, ...rest: UnaryRest<wire.ApplySettingsResponse>) =>
        client.applySettings(request, ...rest),
    ),
    listChanges: (request = {}) => listChanges(request),
  };
}
