import { RpcError } from '@onethread/rpc';
import type {
  ApplySettingsRequest,
  ApplySettingsResponseInput,
  CheckSettingsRequest,
  CheckSettingsResponseInput,
} from '@onethread/rpc';
import { applySettings as apply } from '../../../use-cases/settings/apply-settings.ts';
import { planChange, type Proposal } from '../../../use-cases/settings/plan-change.ts';
import { authenticateAdmin, authenticateSupervisor } from '../authenticate.ts';
import { noteFrom } from '../ids.ts';
import type { UnaryMethod } from '../unary.ts';
import { decodeAgents, decodeSettings } from './decode-settings.ts';
import { encodeProblem } from './encode-settings.ts';

export const checkSettings: UnaryMethod<CheckSettingsRequest, CheckSettingsResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateSupervisor(context, metadata);
  const plan = await planChange(context.useCases.collections, proposalFrom(request));
  return {
    problems: plan.problems.map(encodeProblem),
    changes: [...plan.settingsChanges, ...plan.agents.flatMap(({ changes }) => changes)],
    versionInForce: plan.version,
  };
};

export const applySettings: UnaryMethod<ApplySettingsRequest, ApplySettingsResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const { expectedVersion } = request;
  if (expectedVersion < 0) throw new RpcError('invalid', 'expected_version is 0 or a version');
  const applied = await apply(context.useCases, {
    ...proposalFrom(request),
    expectedVersion,
    note: noteFrom(request.note) ?? '',
    by: subject,
  });
  const { version, changes } = applied;
  if (changes.length > 0) context.audit('settings-applied', subject, { version, changes: changes.length });
  return { version, problems: applied.problems.map(encodeProblem), changes: [...changes] };
};

function proposalFrom({ settings, agents }: CheckSettingsRequest | ApplySettingsRequest): Proposal {
  return {
    ...(settings === null ? {} : { settings: decodeSettings(settings) }),
    agents: decodeAgents(agents),
  };
}
