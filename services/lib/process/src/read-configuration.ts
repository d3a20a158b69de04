import {
  ConfigurationError,
  readSettingGroups,
  type Environment,
  type SettingDefinitions,
  type SettingFault,
  type SettingsOf,
} from '@onethread/runtime';
import { chooseEngines, type EngineChoice, type EngineKind } from './engine-choice.ts';
import { engineSettings } from './engine-settings.ts';

export type SettingGroups = Readonly<Record<string, SettingDefinitions>>;
export type ValuesOf<Groups extends SettingGroups> = {
  readonly [Group in keyof Groups]: SettingsOf<Groups[Group]>;
};

export interface Configuration<Groups extends SettingGroups> {
  readonly values: ValuesOf<Groups>;
  readonly engines: EngineChoice;
}

export interface ConfigurationRequest<Groups extends SettingGroups> {
  readonly groups: Groups;
  readonly env: Environment;
  /** The process as brokers see it. */
  readonly clientId: string;
  /** Which engines the process uses; the settings of others are not asked for. Default: both. */
  readonly engines?: readonly EngineKind[];
  /** Found elsewhere already; told with the others. */
  readonly faults?: readonly SettingFault[];
}

/** Reads the settings of services and engines together. Throws `ConfigurationError` with the faults of all of them. */
export function readConfiguration<Groups extends SettingGroups>(
  request: ConfigurationRequest<Groups>,
): Configuration<Groups> {
  const { groups, env, clientId, engines: needed } = request;
  const faults: SettingFault[] = [...(request.faults ?? [])];
  const attempt = <Result>(read: () => Result): Result | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const values = attempt(() => readSettingGroups(groups, env));
  const settings = attempt(() => readSettingGroups({ engineSettings }, env).engineSettings);
  const engines = settings && chooseEngines(settings, env, clientId, needed);
  faults.push(...(engines?.faults ?? []));
  if (values === undefined || engines === undefined || faults.length > 0) throw new ConfigurationError(faults);
  return { values, engines: engines.choice };
}
