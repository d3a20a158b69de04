export type * from './http-host.ts';
export type * from './parts.ts';
export type * from './service.ts';
