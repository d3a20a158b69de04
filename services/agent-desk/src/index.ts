export { createAgentDeskService } from './agent-desk-service.ts';
export type { AgentDeskParts } from './agent-desk-service.ts';
export { deskSettings } from './config.ts';
