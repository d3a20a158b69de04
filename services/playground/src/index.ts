export { playgroundSettings } from './config.ts';
export { createPlayground, type Playground, type PlaygroundOptions } from './playground.ts';
export { REAL_ACCOUNT_SETTINGS, REAL_ACCOUNT_SETTINGS as PLAYGROUND_SETTINGS } from './real-account-settings.ts';
