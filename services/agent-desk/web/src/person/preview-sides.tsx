import { MessageSquare } from 'lucide-react';
import { MAX_COUNTED_ITEMS } from '../../../wire/identity.ts';
import type { LinkPreview, PreviewSide } from '../../../wire/identity.ts';
import type { Identity } from '../../../wire/model.ts';
import { nameOf } from '../desk/conversation-actions.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { shortTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import { IdentityLine } from './identity-line.tsx';
import { ProfileFacts } from './profile-facts.tsx';

interface PreviewSidesProps {
  readonly preview: LinkPreview;
  /** Addresses that are new in a thread are marked. */
  readonly isNew?: (identity: Identity) => boolean;
}

/** The threads as they would be. */
export function PreviewSides({ preview, isNew }: PreviewSidesProps) {
  const { sides, conflicts } = preview;
  return (
    <>
      <div className="preview-sides">
        {sides.map((side, index) => (
          <Side key={index} side={side} title={titleOf(index, sides.length)} isNew={isNew} />
        ))}
      </div>
      {conflicts.length > 0 && (
        <div className="preview-conflicts">
          <p className="faint">These would stand side by side; none is thrown away:</p>
          <ProfileFacts values={conflicts} />
        </div>
      )}
    </>
  );
}

interface SideProps {
  readonly side: PreviewSide;
  readonly title: string;
  readonly isNew: PreviewSidesProps['isNew'];
}

function Side({ side, title, isNew }: SideProps) {
  const { identities, items, openConversations, firstAtUs, lastAtUs } = side;
  const now = useNow(60_000);
  return (
    <section className="preview-side" aria-label={title}>
      <h3>{title}</h3>
      <ul className="identities">
        {identities.map((one) => (
          <IdentityLine
            key={one.identityId}
            identity={one}
            all={identities}
            // By our word alone, whatever it has proved on its own.
            {...(isNew?.(one) === true && { proof: 'believed', aside: <span className="joins-mark">Joins</span> })}
          />
        ))}
      </ul>
      <p className="preview-count">
        <MessageSquare size={14} aria-hidden /> {countWords(items)}
        {items > 0 && lastAtUs > 0 && (
          <span className="faint">
            {shortTime(firstAtUs / 1000, now)} to {shortTime(lastAtUs / 1000, now)}
          </span>
        )}
      </p>
      <OpenConversations conversations={openConversations} />
    </section>
  );
}

function OpenConversations({ conversations }: { readonly conversations: PreviewSide['openConversations'] }) {
  const { agents } = useDeskState();
  if (conversations.length === 0) return <p className="faint">No open conversation</p>;
  return (
    <ul className="preview-open">
      {conversations.map((one) => (
        <li key={one.conversationId}>
          <bdi>{one.subject || one.preview || nameOf(one)}</bdi>
          <span className="faint">
            {one.assigneeId === '' ? 'in the queue' : `with ${agents[one.assigneeId]?.name ?? 'a colleague'}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function titleOf(index: number, count: number): string {
  if (count === 1) return 'One thread';
  return index === 0 ? 'First thread' : `${index === 1 ? 'Second' : 'Further'} thread`;
}

function countWords(items: number): string {
  if (items >= MAX_COUNTED_ITEMS) return `more than ${MAX_COUNTED_ITEMS.toLocaleString()} messages`;
  return `${items.toLocaleString()} ${items === 1 ? 'message' : 'messages'}`;
}
