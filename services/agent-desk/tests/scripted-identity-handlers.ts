import { RpcError, toGrpcStatus } from '@onethread/rpc';
import type { createRpcServer, IdentityInput, LinkPreviewInput } from '@onethread/rpc';
import { answer, type Callback } from './scripted-answer.ts';
import type { ScriptedRouting } from './scripted-routing.ts';

type Handlers = NonNullable<Parameters<typeof createRpcServer>[1]['identity']>;
type Preview = LinkPreviewInput;

const forServices = <T>(_call: unknown, callback: Callback<T>): void =>
  callback(toGrpcStatus(new RpcError('forbidden', 'for services')));

const EXPLANATIONS: Readonly<Record<string, string>> = {
  'two-users': 'Both are signed-in users of the app, and two users are never one person.',
  'too-many': 'Together they would have more than 50 addresses.',
  'same-person': 'They are one person already.',
  'linked-otherwise': 'They stay one person: another link joins them too.',
};

/** The identity service over what a test's routing holds. */
export function identityHandlers(routing: ScriptedRouting): Handlers {
  const { identity } = routing;
  const by = async (metadata: { get(name: string): unknown[] }, note = '') => {
    const { subject } = await routing.caller(metadata);
    return { agentId: subject, agentName: routing.agents.get(subject)?.name ?? subject, note };
  };
  const link = (customerId: string, otherCustomerId: string, who: Awaited<ReturnType<typeof by>>): void => {
    const [one, other] = [identity.membersOf(customerId), identity.membersOf(otherCustomerId)];
    const obstacle = identity.obstacle(one, other);
    if (obstacle === 'same-person') return;
    if (obstacle !== '') throw new RpcError('conflict', EXPLANATIONS[obstacle] ?? obstacle);
    const change = { evidence: 'agent', proved: false };
    identity.join(one[0]?.identityId ?? '', other[0]?.identityId ?? '', change, who);
  };
  return {
    GetPerson: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        return identity.person(call.request.customerId);
      }),
    PreviewLink: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        const { customerId, otherCustomerId, linkId } = call.request;
        return linkId === undefined
          ? previewOfLink(routing, customerId, otherCustomerId ?? '')
          : previewOfUnlink(routing, linkId);
      }),
    Link: (call, callback) =>
      answer(callback, async () => {
        const { customerId, otherCustomerId, note } = call.request;
        link(customerId, otherCustomerId, await by(call.metadata, note));
        return identity.person(customerId);
      }),
    Unlink: (call, callback) =>
      answer(callback, async () => {
        identity.retract(call.request.linkId, await by(call.metadata, call.request.note));
        return identity.person(call.request.customerId);
      }),
    DecideMatch: (call, callback) =>
      answer(callback, async () => {
        const { matchId, accept, note } = call.request;
        const who = await by(call.metadata, note);
        const match = identity.matches.get(matchId);
        if (match === undefined) throw new RpcError('not-found', 'There is no such match.');
        if (accept) link(match.customerId ?? '', match.otherCustomerId ?? '', who);
        identity.decided.set(matchId, accept ? 'accepted' : 'dismissed');
        return identity.person(match.customerId ?? '');
      }),
    ListMatches: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        return { matches: identity.openMatches(), nextPageToken: '' };
      }),
    FindPeople: (call, callback) =>
      answer(callback, async () => {
        await routing.caller(call.metadata);
        const query = call.request.query.toLowerCase();
        if (query.length < 2) throw new RpcError('invalid', 'query is at least 2 characters');
        const people = new Map<string, { customerId: string; name: string; identities: IdentityInput[] }>();
        for (const one of identity.identities.values()) {
          const texts = [one.name, one.address, one.customerId];
          if (!texts.some((text) => text?.toLowerCase().includes(query) === true)) continue;
          const identities = identity.membersOf(one.customerId ?? '');
          const customerId = identities[0]?.customerId ?? '';
          people.set(customerId, { customerId, name: identities[0]?.name ?? '', identities });
        }
        return { people: [...people.values()] };
      }),
    IssueLinkCode: forServices,
    StartConfirmation: forServices,
    ConfirmAddress: forServices,
    ListReachable: forServices,
    LetAnswersFollow: forServices,
  };
}

function previewOfLink(routing: ScriptedRouting, customerId: string, otherCustomerId: string): Preview {
  const { identity } = routing;
  const [one, other] = [identity.membersOf(customerId), identity.membersOf(otherCustomerId)];
  const obstacle = identity.obstacle(one, other);
  const all = [...one, ...other.filter((member) => !one.some((own) => own.identityId === member.identityId))];
  const ids = new Set(all.map((member) => member.identityId));
  const values = identity.profile.filter((value) => ids.has(value.identityId));
  const conflicts = values.filter((value) =>
    values.some((rival) => rival.field === value.field && rival.value !== value.value),
  );
  // As they are where it may not be, as they would be where it may.
  const threads = obstacle === 'same-person' ? [one] : obstacle === '' ? [all] : [one, other];
  const sides = threads.map((identities) => sideOf(routing, identities));
  return { sides, obstacle, explanation: EXPLANATIONS[obstacle] ?? '', conflicts };
}

function previewOfUnlink(routing: ScriptedRouting, linkId: string): Preview {
  const { identity } = routing;
  const link = identity.links.find((one) => one.linkId === linkId);
  if (link === undefined) throw new RpcError('not-found', 'There is no such link.');
  const sides = [link.identityA, link.identityB].map((id) =>
    identity.membersOf(identity.identities.get(id ?? '')?.customerId ?? '', linkId),
  );
  const still = sides[0]?.some((one) => one.identityId === link.identityB) === true;
  const obstacle = still ? 'linked-otherwise' : '';
  const shown = still ? sides.slice(0, 1) : sides;
  return { sides: shown.map((side) => sideOf(routing, side)), obstacle, explanation: EXPLANATIONS[obstacle] ?? '' };
}

function sideOf(routing: ScriptedRouting, identities: IdentityInput[]): NonNullable<Preview['sides']>[number] {
  const ids = new Set(identities.map((one) => one.identityId));
  const items = [...routing.items.values()].filter((item) => ids.has(item.identityId) && (item.message || item.reply));
  const times = items.map((item) => Number(item.atUs));
  const openConversations = [...routing.conversations.values()].filter(
    (one) => one.state !== 'RESOLVED' && ids.has(one.lastIdentity?.identityId),
  );
  return {
    identities,
    items: items.length,
    openConversations,
    firstAtUs: Math.min(...times),
    lastAtUs: Math.max(...times),
  };
}
