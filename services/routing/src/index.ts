export { routingSettings, type RoutingServiceSettings } from './config.ts';
export { createRoutingService, type RoutingParts, type RoutingService } from './routing-service.ts';
