export { BackendRefusedError } from './backend-refused-error.ts';
export { processEnvironment, processSettings, routingAddressSetting, type ProcessSettings } from './config.ts';
export type { EngineChoice, EngineKind, KafkaChoice, MongodbChoice } from './engine-choice.ts';
export { engineSettings, type EngineSettings } from './engine-settings.ts';
export { openEngines, type DatabaseName, type Engines, type EnginesOptions } from './engines.ts';
export { plainWords, sayAndFail } from './plain-words.ts';
export { createProcessHost, type ProcessHost, type ProcessHostOptions, type Run } from './process-host.ts';
export { readConfiguration, type Configuration, type SettingGroups, type ValuesOf } from './read-configuration.ts';
export { runServiceProcess, type ServiceProcess, type ServiceProcessParts } from './run-service-process.ts';
