export * from './meta-harness.ts';
export * from './meta-side.ts';
export * from './play.ts';
export * from './post-webhook.ts';
