import { RpcError, toGrpcStatus } from '@onethread/rpc';
import type {
  AgentSettingsInput,
  createRpcServer,
  ExplainConversationRequest,
  ExplanationInput,
  SettingsChangeEntryInput,
  SettingsChangeInput,
  SettingsProblemInput,
  WallboardInput,
  WireSettingsInput,
} from '@onethread/rpc';
import { answer, asAdmin } from './scripted-answer.ts';
import type { ScriptedRouting } from './scripted-routing.ts';

type Handlers = Parameters<typeof createRpcServer>[1];
type WatchCall = Parameters<NonNullable<Handlers['assignment']>['WatchWallboard']>[0];

/** Explanations, wallboard and settings of a test's routing. */
export class ScriptedAssignment {
  readonly explanations = new Map<string, ExplanationInput>();
  readonly asked: ExplainConversationRequest[] = [];
  board: WallboardInput = { queues: [], agents: [], atRisk: [] };
  /** Teams that are watched, per open wallboard. */
  readonly watchers = new Map<WatchCall, readonly string[]>();
  settings: WireSettingsInput = { queues: [{ id: 'q1', name: 'Support', pool: 'main' }], defaultQueue: 'q1' };
  agents: AgentSettingsInput[] = [];
  version = 1;
  /** What every check finds. */
  problems: SettingsProblemInput[] = [];
  readonly entries: SettingsChangeEntryInput[] = [];

  /** Tells all wallboards of a change. */
  tell(change: WallboardInput): void {
    for (const call of this.watchers.keys()) call.write({ atMs: Date.now(), ...change });
  }

  breakWallboards(): void {
    for (const call of this.watchers.keys())
      call.emit('error', toGrpcStatus(new RpcError('unavailable', 'going away')));
    this.watchers.clear();
  }

  /** Somebody else's change. */
  changeElsewhere(settings: WireSettingsInput): void {
    this.settings = settings;
    this.version += 1;
  }

  changesTo(settings: WireSettingsInput, agents: readonly AgentSettingsInput[]): SettingsChangeInput[] {
    const changes: SettingsChangeInput[] = [];
    for (const queue of settings.queues ?? []) {
      const known = this.settings.queues?.find((one) => one.id === queue.id);
      if (known?.name !== queue.name)
        changes.push({
          path: `queues[${queue.id}].name`,
          before: known === undefined ? '' : JSON.stringify(known.name),
          after: JSON.stringify(queue.name),
        });
    }
    if (order(settings) !== order(this.settings))
      changes.push({ path: 'rules', before: order(this.settings), after: order(settings) });
    for (const { email, abilities } of agents)
      changes.push({ path: `agents[${email}].capacity`, before: '', after: String(abilities?.capacity) });
    return changes;
  }
}

function order({ rules }: WireSettingsInput): string {
  return JSON.stringify((rules ?? []).map(({ id }) => id));
}

export function assignmentHandlers(routing: ScriptedRouting): NonNullable<Handlers['assignment']> {
  const { assignment } = routing;
  return {
    ExplainConversation: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        assignment.asked.push(call.request);
        const found = assignment.explanations.get(call.request.conversationId);
        if (found === undefined) throw new RpcError('not-found', 'no such conversation');
        return found;
      }),
    WatchWallboard: (call) => {
      const watch = async () => {
        await routing.caller(call.metadata);
        assignment.watchers.set(call, call.request.teamIds);
        call.on('cancelled', () => assignment.watchers.delete(call));
        call.write({ snapshot: true, atMs: Date.now(), atRiskWhole: true, ...assignment.board });
      };
      watch().catch((error: unknown) => call.emit('error', toGrpcStatus(error)));
    },
    ExportRecording: (call) => void call.emit('error', toGrpcStatus(new RpcError('unimplemented', 'not scripted'))),
  };
}

export function settingsHandlers(routing: ScriptedRouting): NonNullable<Handlers['settings']> {
  const { assignment } = routing;
  return {
    GetSettings: (call, callback) =>
      answer(callback, async () => {
        if ((await routing.caller(call.metadata)).role === 'agent') throw new RpcError('forbidden', 'for supervisors');
        const { version, settings, agents } = assignment;
        return { version, settings, agents, changedBy: 'Ada', changedAtMs: Date.now(), note: '' };
      }),
    CheckSettings: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { settings, agents } = call.request;
        const changes = assignment.changesTo(settings ?? {}, agents);
        return { problems: assignment.problems, changes, versionInForce: assignment.version };
      }),
    ApplySettings: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { settings, agents, expectedVersion, note } = call.request;
        if (expectedVersion !== assignment.version) throw new RpcError('conflict', 'Somebody else changed them.');
        const changes = assignment.changesTo(settings ?? {}, agents);
        assignment.changeElsewhere(settings ?? {});
        const changed = new Map(agents.map((one) => [one.email, one]));
        assignment.agents = assignment.agents.map((one) => changed.get(one.email ?? '') ?? one);
        assignment.entries.unshift({ atMs: Date.now(), by: 'Ada', note, version: assignment.version, changes });
        return { version: assignment.version, problems: assignment.problems, changes };
      }),
    ListChanges: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        return { entries: assignment.entries, nextPageToken: '' };
      }),
  };
}
