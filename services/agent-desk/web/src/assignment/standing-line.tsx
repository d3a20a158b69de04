import type { Conversation } from '../../../wire/model.ts';
import { TargetBadge } from '../targets/target-badge.tsx';
import { standingsOf } from '../targets/target-words.ts';
import { useServerNow } from '../ui/use-server-now.ts';
import { WhyPanel } from './why-panel.tsx';

/** Under the header: how its targets stand, why it is here, and more about that on demand. */
export function StandingLine({ conversation }: { readonly conversation: Conversation }) {
  const now = useServerNow(10_000);
  const standings = standingsOf(conversation, now);
  if (conversation.state === 'resolved' && conversation.explanation === '') return null;
  return (
    <div className="standing-line">
      {standings.length > 0 && (
        <ul className="standing-targets" aria-label="Targets">
          {standings.map((standing) => (
            <li key={standing.target}>
              <TargetBadge standing={standing} long />
            </li>
          ))}
        </ul>
      )}
      <p className="standing-words" dir="auto">
        {conversation.explanation}
      </p>
      <WhyPanel conversation={conversation} />
    </div>
  );
}
