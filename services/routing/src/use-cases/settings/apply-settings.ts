import { ContentionError, OutcomeUnknownError } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import type { SettingsChange } from '../../domain/settings/settings-changes.ts';
import type { SettingsProblem } from '../../domain/settings/settings-problem.ts';
import { currentVersion, keepVersion, putInForce, type SettingsVersion } from '../../stores/settings-versions.ts';
import type { AssignmentContext } from '../assignment/assignment-context.ts';
import { keptChanges } from './kept-changes.ts';
import { planChange, type PlannedChange, type Proposal } from './plan-change.ts';
import { writeAgent } from './write-agent.ts';

export interface ApplySettings extends Proposal {
  /** The version that was edited; 0: whatever is in force. */
  readonly expectedVersion: number;
  readonly note: string;
  /** Id of an agent, or the operator's. */
  readonly by: string;
}

export interface AppliedSettings {
  readonly version: number;
  /** Warnings. */
  readonly problems: readonly SettingsProblem[];
  readonly changes: readonly SettingsChange[];
}

const MAX_ROUNDS = 20;
/** Problems that a refusal names. */
const MAX_TOLD = 5;

/**
 * Puts settings in force, then writes the agents one after another. To be said again after whatever went wrong: what is
 * done is found done, and the same settings make no new version. Throws `RoutingError` refused for problems of severity
 * error, conflict where another version than the expected one is in force, and what `putAgent` throws.
 */
export async function applySettings(context: AssignmentContext, apply: ApplySettings): Promise<AppliedSettings> {
  const plan = await settle(context, apply);
  // Also where nothing changed: a crash may have kept it from being told.
  const event = { version: 1, type: 'settings', settingsVersion: plan.version } as const;
  await context.announce([{ key: 'settings', event }]);
  for (const agent of plan.agents) await writeAgent(context, agent, apply);
  const changes = [...plan.settingsChanges, ...plan.agents.flatMap((agent) => agent.changes)];
  return { version: plan.version, problems: plan.problems, changes };
}

/** The plan as it was carried out, but for its agents, with the version that is in force by it. */
async function settle(context: AssignmentContext, apply: ApplySettings): Promise<PlannedChange> {
  const { collections, now } = context;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const plan = await planChange(collections, apply);
    await refuseStale(context, plan, apply.expectedVersion);
    refuseErrors(plan);
    if (plan.current !== undefined) await keepVersion(collections, plan.current);
    if (plan.settingsChanges.length === 0) return plan;
    const version = plan.version + 1;
    const { settings, settingsChanges } = plan;
    const next = {
      version,
      settings,
      by: apply.by,
      at: now(),
      note: apply.note,
      changes: keptChanges(settingsChanges),
    };
    try {
      if (!(await putInForce(collections, next, plan.current))) continue;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError) || !(await isInForce(context, next))) throw error;
    }
    await keepVersion(collections, next);
    return { ...plan, version };
  }
  throw new ContentionError(`the settings were changed by others ${MAX_ROUNDS} times in a row`);
}

/** Throws `RoutingError` conflict where somebody else was faster and something would be lost by going on. */
async function refuseStale({ collections }: AssignmentContext, plan: PlannedChange, expected: number): Promise<void> {
  const { version, current, settingsChanges } = plan;
  if (expected === 0 || expected === version || settingsChanges.length === 0) return;
  const by = current && ((await collections.agents.get(current.by))?.name ?? current.by);
  const who = by === undefined ? '' : `, by ${by}`;
  throw new RoutingError(
    'conflict',
    `version ${version} is in force by now${who}: look at it, then apply your change to it`,
  );
}

function refuseErrors({ problems }: PlannedChange): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const told = errors.slice(0, MAX_TOLD).map(({ path, message }) => `${path}: ${message}`);
  const more = errors.length > MAX_TOLD ? [`and ${errors.length - MAX_TOLD} more, which CheckSettings tells`] : [];
  throw new RoutingError('refused', [...told, ...more].join('\n'));
}

/** After a write of which nobody knows whether it was done. */
async function isInForce({ collections }: AssignmentContext, { version, by, at }: SettingsVersion): Promise<boolean> {
  const current = await currentVersion(collections);
  return current?.version === version && current.by === by && current.at === at;
}
