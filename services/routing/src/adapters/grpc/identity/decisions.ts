import type { DecideMatchRequest, LinkRequest, PersonInput, UnlinkRequest } from '@onethread/rpc';
import type { CustomerId } from '@onethread/contracts';
import type { Metadata } from '@grpc/grpc-js';
import {
  decideMatch as decide,
  linkPeople,
  unlinkPeople,
  type AgentsWord,
} from '../../../use-cases/identity/decide-links.ts';
import { readPerson } from '../../../use-cases/identity/read-person.ts';
import { authenticateAgent } from '../authenticate.ts';
import type { GrpcContext } from '../grpc-context.ts';
import { customerIdFrom, linkIdFrom, matchIdFrom, noteFrom } from '../ids.ts';
import type { UnaryMethod } from '../unary.ts';
import { encodePerson } from './encode-person.ts';

export const link: UnaryMethod<LinkRequest, PersonInput> = async (context, request, metadata) => {
  const word = await wordOf(context, metadata, request.note);
  const customerId = customerIdFrom(request.customerId);
  await linkPeople(context.useCases, customerId, customerIdFrom(request.otherCustomerId), word);
  return await personOf(context, customerId);
};

export const unlink: UnaryMethod<UnlinkRequest, PersonInput> = async (context, request, metadata) => {
  const word = await wordOf(context, metadata, request.note);
  const customerId = customerIdFrom(request.customerId);
  await unlinkPeople(context.useCases, customerId, linkIdFrom(request.linkId), word);
  return await personOf(context, customerId);
};

export const decideMatch: UnaryMethod<DecideMatchRequest, PersonInput> = async (context, request, metadata) => {
  const word = await wordOf(context, metadata, request.note);
  return await personOf(context, await decide(context.useCases, matchIdFrom(request.matchId), request.accept, word));
};

async function wordOf(context: GrpcContext, metadata: Metadata, said: string): Promise<AgentsWord> {
  const { agent } = await authenticateAgent(context, metadata);
  const note = noteFrom(said);
  return { by: { agentId: agent._id, name: agent.name }, ...(note === undefined ? {} : { note }) };
}

async function personOf({ useCases }: GrpcContext, customerId: CustomerId): Promise<PersonInput> {
  return await encodePerson(useCases.collections, await readPerson(useCases.collections, customerId));
}
