export type { AgentFigures, Figures, QueueFigures } from './figures.ts';
export { UnknownSettingsError, replayRecording, type Difference, type Replay } from './replay-recording.ts';
export { newAgentId } from './staffing.ts';
export { whatIf, type WhatIf, type WhatIfOptions, type WhatIfPhase } from './what-if.ts';
