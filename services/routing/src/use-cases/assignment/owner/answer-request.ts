import type { AgentId, AssignmentRequest } from '@onethread/contracts';
import { assign } from './assign.ts';
import type { Outcome } from './outcome.ts';
import { putAgent, setDisabled } from './put-agent.ts';
import { take } from './take.ts';
import type { Term } from './term.ts';

/** Does what only the owner may do. Never throws: what could not be done is `failed`, and may be asked again. */
export async function answerRequest(term: Term, request: AssignmentRequest): Promise<Outcome> {
  try {
    switch (request.type) {
      case 'take':
        return await take(term, request);
      case 'assign':
        return await assign(term, request);
      case 'put-agent':
        return await putAgent(term, request);
      case 'set-agent-disabled':
        return await setDisabled(term, request.agentId as AgentId, request.disabled);
    }
  } catch (error) {
    term.failed(error, {});
    return { outcome: 'failed' };
  }
}
