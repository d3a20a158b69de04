import { RpcError, signToken, toGrpcStatus } from '@onethread/rpc';
import type { createRpcServer } from '@onethread/rpc';
import { answer, asAdmin, type Callback } from './scripted-answer.ts';
import { operationsHandlers } from './scripted-operations-handlers.ts';
import type { ScriptedRouting } from './scripted-routing.ts';
import { searchAll } from './scripted-search.ts';

type Handlers = Parameters<typeof createRpcServer>[1];
const unimplemented = <T>(_call: unknown, callback: Callback<T>): void =>
  callback(toGrpcStatus(new RpcError('unimplemented', 'not scripted')));
const unimplementedStream = (call: { emit(event: 'error', error: unknown): boolean }): void =>
  void call.emit('error', toGrpcStatus(new RpcError('unimplemented', 'not scripted')));

/** The history service over what a test's routing holds. */
export function historyHandlers(routing: ScriptedRouting): NonNullable<Handlers['history']> {
  return {
    ListItems: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        const thread = routing.threads.get(call.request.customerId);
        if (thread === undefined) throw new RpcError('not-found', 'no such customer');
        const page = thread.page(call.request);
        return { ...page, watermarks: [...thread.watermarks.values()], identities: thread.identities };
      }),
    GetConversation: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        return { conversation: routing.conversation(call.request.conversationId) };
      }),
    ListConversations: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        const { state } = call.request;
        return { conversations: [...routing.conversations.values()].filter((one) => one.state === state) };
      }),
    CheckFile: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        return { allowed: routing.allowedFiles.has(call.request.blobId) };
      }),
    ListFeed: unimplemented,
    FollowFeed: unimplementedStream,
    FollowFeeds: unimplementedStream,
    Search: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        const { query } = call.request;
        routing.searches.push(query);
        await routing.heldSearches.get(query);
        return searchAll(routing, call.request);
      }),
  };
}

/** The administration service over what a test's routing holds; for administrators alone. */
export function adminHandlers(routing: ScriptedRouting): NonNullable<Handlers['admin']> {
  return {
    ListAgents: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        return { agents: [...routing.agents.values()] };
      }),
    PutAgent: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const { name, email, role, capacity } = call.request;
        const agentId = call.request.agentId === '' ? email.replace(/@.*/, '') : call.request.agentId;
        const created = !routing.agents.has(agentId);
        routing.addAgent(agentId, { name, email, role, capacity });
        return { agent: routing.agents.get(agentId) ?? null, created };
      }),
    InviteAgent: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        return { token: await routing.invite(call.request.agentId), expiresMs: Date.now() + 3600_000 };
      }),
    SetAgentDisabled: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        const agent = routing.agents.get(call.request.agentId);
        if (agent === undefined) throw new RpcError('not-found', 'no such agent');
        routing.agents.set(call.request.agentId, { ...agent, disabled: call.request.disabled });
        return {};
      }),
    IssueAgentToken: (call, callback) =>
      answer(callback, async () => {
        await asAdmin(routing, call.metadata);
        return {
          token: await signToken('x'.repeat(32), { subject: call.request.agentId, role: 'agent', validSeconds: 60 }),
        };
      }),
    ...operationsHandlers(routing),
    GetStatus: unimplemented,
    Rebuild: unimplementedStream,
    VerifyDelivery: unimplementedStream,
    ImportLinks: unimplemented,
    ExportPerson: unimplementedStream,
    ErasePerson: unimplementedStream,
    RebuildSearch: unimplementedStream,
  };
}
