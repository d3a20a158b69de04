export * from './config.ts';
export * from './definition.ts';
export { smartEncoded } from './text/smart-encoding.ts';
export { countSegments, type SegmentCount } from './text/segments.ts';
