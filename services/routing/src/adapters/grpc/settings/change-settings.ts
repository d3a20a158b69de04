import { agentSettingsFromProto, RpcError, settingsFromProto } from '@onethread/rpc';
import type {
  ApplySettingsRequest,
  ApplySettingsResponseInput,
  CheckSettingsRequest,
  CheckSettingsResponseInput,
  SettingsProblemInput,
} from '@onethread/rpc';
import type { SettingsProblem } from '../../../domain/settings/settings-problem.ts';
import { applySettings as apply } from '../../../use-cases/settings/apply-settings.ts';
import { planChange, type Proposal } from '../../../use-cases/settings/plan-change.ts';
import { authenticateAdmin, authenticateSupervisor } from '../authenticate.ts';
import { noteFrom } from '../ids.ts';
import type { UnaryMethod } from '../unary.ts';

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

/** More agents than one change may name. */
const MAX_AGENTS = 10_000;

function proposalFrom({ settings, agents }: CheckSettingsRequest | ApplySettingsRequest): Proposal {
  if (agents.length > MAX_AGENTS) throw new RpcError('invalid', `agents: at most ${MAX_AGENTS} at once`);
  return {
    ...(settings === null ? {} : { settings: settingsFromProto(settings) }),
    agents: agents.map(agentSettingsFromProto),
  };
}

function encodeProblem({ severity, ...problem }: SettingsProblem): SettingsProblemInput {
  return { ...problem, severity: severity === 'error' ? 'ERROR' : 'WARNING' };
}
