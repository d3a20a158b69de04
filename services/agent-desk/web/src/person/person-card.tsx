import { Merge, X } from 'lucide-react';
import { useState } from 'react';
import type { Conversation, Identity } from '../../../wire/model.ts';
import { messageOf } from '../api/http.ts';
import { nameOf } from '../desk/conversation-actions.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { AuditTrail } from './audit-trail.tsx';
import { ContextFacts } from './context-facts.tsx';
import { ConversationFacts } from './conversation-facts.tsx';
import { EarlierConversations } from './earlier-conversations.tsx';
import { IdentityLine } from './identity-line.tsx';
import { LinkList } from './link-list.tsx';
import { MatchBanner } from './match-banner.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { usePerson } from './person-queries.ts';
import { ProfileFacts } from './profile-facts.tsx';

interface PersonCardProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Who the person is, on what evidence, where they can be reached, what there was before. */
export function PersonCard({ conversation, onClose }: PersonCardProps) {
  const state = useDeskState();
  const thread = state.threads[conversation.customerId];
  const person = usePerson(conversation.customerId, thread?.epoch);
  const [merging, setMerging] = useState(false);
  const followed = thread?.identities ?? {};
  // What is followed live knows first whether they may be written to.
  const identities = person.data?.identities.map((one) => withStanding(one, followed)) ?? Object.values(followed);
  const name = nameOf(conversation);
  return (
    <aside className="card" aria-label="Customer">
      <header className="card-head">
        <Avatar name={name} size={48} picture={conversation.pictureBlobId} />
        <div className="card-name">
          <h2 dir="auto">{name}</h2>
          {identities.length > 1 && <p className="faint">{identities.length} addresses, one person</p>}
        </div>
        <button type="button" className="icon-button card-close" aria-label="Close customer details" onClick={onClose}>
          <X size={20} aria-hidden />
        </button>
      </header>
      {person.data?.matches.map((match) => (
        <MatchBanner key={match.matchId} match={match} inCard />
      ))}
      <section>
        <h3>Reachable by</h3>
        <ul className="identities">
          {identities.map((identity) => (
            <IdentityLine key={identity.identityId} identity={identity} all={identities} />
          ))}
        </ul>
        {identities.length === 0 && <p className="faint">Not loaded yet.</p>}
      </section>
      {person.isError && (
        <p role="alert" className="form-error">
          {messageOf(person.error)}{' '}
          <button type="button" className="link-button" onClick={() => void person.refetch()}>
            Try again
          </button>
        </p>
      )}
      {person.data !== undefined && (
        <>
          {person.data.profile.length > 0 && (
            <section>
              <h3>What is known</h3>
              <ProfileFacts values={person.data.profile} />
            </section>
          )}
          {person.data.contexts.map((context) => (
            <section key={context.identityId}>
              <h3>Where they wrote from</h3>
              <ContextFacts context={context} />
            </section>
          ))}
          <LinkList person={person.data} />
          <button type="button" className="button small card-merge" onClick={() => setMerging(true)}>
            <Merge size={15} aria-hidden /> Merge with…
          </button>
          {merging && <MergeDialog person={person.data} onClose={() => setMerging(false)} />}
        </>
      )}
      <ConversationFacts conversation={conversation} />
      <EarlierConversations conversation={conversation} />
      {person.data !== undefined && <AuditTrail person={person.data} />}
    </aside>
  );
}

function withStanding(identity: Identity, followed: Readonly<Record<string, Identity>>): Identity {
  const live = followed[identity.identityId];
  if (live === undefined || live.standingSinceMs < identity.standingSinceMs) return identity;
  const { standing, standingReason, standingSinceMs } = live;
  return { ...identity, standing, standingReason, standingSinceMs };
}
