import { agentAbilitiesSchema, FIRST_SETTINGS } from '@onethread/contracts';
import type { AgentAbilities, AgentId, AssignmentSettings, DeclaredAgent } from '@onethread/contracts';
import { isTimeZone } from '../../calendars/index.ts';
import { RoutingError } from '../../domain/errors.ts';
import { uselessRules } from '../../domain/rules/useless-rules.ts';
import { checkSettings } from '../../domain/settings/check-settings.ts';
import type { AnnouncedChannel, SettingsAgent } from '../../domain/settings/settings-agent.ts';
import { agentChanges, settingsChanges, type SettingsChange } from '../../domain/settings/settings-changes.ts';
import type { SettingsProblem } from '../../domain/settings/settings-problem.ts';
import type { Collections } from '../../stores/collections.ts';
import type { AgentDocument } from '../../stores/documents.ts';
import { readSettings } from '../../stores/settings-in-force.ts';
import type { SettingsDocument } from '../../stores/settings-documents.ts';
import { currentVersion } from '../../stores/settings-versions.ts';
import { normalEmail } from '../assignment/list-agents.ts';
import { abilitiesIn, knownAgents, type KnownAgent } from './declared-agents.ts';

/** An agent as somebody wants it. */
export interface ProposedAgent {
  /** Absent: the agent with this email, or a new one. */
  readonly agentId?: AgentId;
  readonly email: string;
  readonly name: string;
  readonly role: AgentDocument['role'];
  readonly disabled: boolean;
  /** Absent: as they are, or the defaults. */
  readonly abilities?: AgentAbilities;
}

/** Agents that it does not name stay as they are. */
export interface Proposal {
  /** Absent: as they are. */
  readonly settings?: AssignmentSettings;
  readonly agents: readonly ProposedAgent[];
}

/** What a proposal would do, against what is stored now. */
export interface PlannedChange {
  /** Absent: nothing was ever applied. */
  readonly current: SettingsDocument | undefined;
  readonly version: number;
  readonly settings: AssignmentSettings;
  /** Of the settings alone. */
  readonly settingsChanges: readonly SettingsChange[];
  /** Agents that differ from what they are. */
  readonly agents: readonly PlannedAgent[];
  readonly problems: readonly SettingsProblem[];
}

export interface PlannedAgent {
  /** Absent: a new one. */
  readonly known: KnownAgent | undefined;
  readonly agentId: AgentId | undefined;
  readonly after: DeclaredAgent;
  readonly changes: readonly SettingsChange[];
}

const MAX_CHANNELS = 100;

/** Reads what there is and holds the proposal against it; writes nothing. Throws `RoutingError` invalid for one agent named twice. */
export async function planChange(collections: Collections, proposal: Proposal): Promise<PlannedChange> {
  const [current, known, channels] = await Promise.all([
    currentVersion(collections),
    knownAgents(collections),
    announcedChannels(collections),
  ]);
  const before = current === undefined ? FIRST_SETTINGS : readSettings(current.settings);
  const settings = proposal.settings ?? before;
  const planned = planAgents(proposal.agents, known);
  const named = new Set(planned.flatMap(({ known: agent }) => (agent === undefined ? [] : [agent.agentId])));
  const agents: SettingsAgent[] = [
    ...planned.map(({ after }) => ({ ...after, declared: true })),
    ...known
      .filter(({ agentId }) => !named.has(agentId))
      .map(({ agentId, declared }) => ({ ...declared, agentId, declared: false })),
  ];
  const differences = settingsChanges(before, settings);
  const problems = checkSettings(settings, { agents, channels, isTimeZone, uselessRules });
  return {
    current,
    version: current?.version ?? 0,
    settings,
    settingsChanges: differences,
    agents: planned.filter(({ changes }) => changes.length > 0),
    problems: differences.length > 0 ? problems : problems.map(ofAgentsAlone),
  };
}

/** Where only agents change, what is wrong elsewhere was so before, or becomes so because somebody leaves: no reason to refuse. */
function ofAgentsAlone(problem: SettingsProblem): SettingsProblem {
  return problem.path.startsWith('agents[') ? problem : { ...problem, severity: 'warning' };
}

function planAgents(proposed: readonly ProposedAgent[], known: readonly KnownAgent[]): readonly PlannedAgent[] {
  const byId = new Map<string, KnownAgent>(known.map((agent) => [agent.agentId, agent]));
  const byEmail = new Map(known.map((agent) => [agent.declared.email, agent]));
  const ids = new Set<string>();
  return proposed.map(({ agentId, email: told, name, role, disabled, abilities }) => {
    const email = normalEmail(told);
    const agent = agentId === undefined ? byEmail.get(email) : byId.get(agentId);
    if (agentId !== undefined && ids.has(agentId)) throw new RoutingError('invalid', `agent ${agentId} is named twice`);
    if (agentId !== undefined) ids.add(agentId);
    const able = abilities ?? (agent ? abilitiesIn(agent.declared) : agentAbilitiesSchema.parse({}));
    const after = { email, name, role, disabled, ...able };
    return { known: agent, agentId: agent?.agentId ?? agentId, after, changes: agentChanges(agent?.declared, after) };
  });
}

async function announcedChannels({ channels }: Collections): Promise<readonly AnnouncedChannel[]> {
  const { documents } = await channels.find({ index: 'by_announcement', limit: MAX_CHANNELS });
  return documents.map(({ _id, capabilities }) => ({ channel: _id, weight: capabilities.weight }));
}
