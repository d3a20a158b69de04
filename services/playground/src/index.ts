export { playgroundSettings } from './config.ts';
export { createPlayground, type Playground, type PlaygroundOptions } from './playground.ts';
export { REAL_ACCOUNT_SETTINGS } from './providers/list.ts';
