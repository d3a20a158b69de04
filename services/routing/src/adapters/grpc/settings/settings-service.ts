import type { SettingsServiceHandlers } from '@onethread/rpc';
import type { GrpcContext } from '../grpc-context.ts';
import { unary } from '../unary.ts';
import { applySettings, checkSettings } from './change-settings.ts';
import { getSettings, listChanges } from './read-settings.ts';

/** onethread.settings.v1.SettingsService */
export function settingsService(context: GrpcContext): SettingsServiceHandlers {
  return {
    GetSettings: unary(context, 'GetSettings', getSettings),
    CheckSettings: unary(context, 'CheckSettings', checkSettings),
    ApplySettings: unary(context, 'ApplySettings', applySettings),
    ListChanges: unary(context, 'ListChanges', listChanges),
  };
}
