export * from './channel.ts';
export type * from './channel-host.ts';
export * from './errors.ts';
export { DEFAULT_BOUNDS, type KitBounds } from './bounds.ts';
export * from './create-channel-service.ts';
export { cleanFileName, MAX_FILE_NAME } from './files/clean-file-name.ts';
export * from './provider/call-provider.ts';
export * from './provider/known-sends.ts';
export * from './provider/open-media.ts';
