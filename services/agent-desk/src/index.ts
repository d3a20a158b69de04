export { createAgentDeskService } from './agent-desk-service.ts';
export type { AgentDeskParts } from './agent-desk-service.ts';
export { ensureWebBuilt, WEB_DIST_FOLDER } from './web-build.ts';
export type { WebBuildOutcome } from './web-build.ts';
