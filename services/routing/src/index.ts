export { routingSettings, type RoutingServiceSettings } from './config.ts';
export { historyCollections } from './stores/collections.ts';
export { createRoutingService, type RoutingParts, type RoutingService } from './routing-service.ts';
export * from './what-if/index.ts';
