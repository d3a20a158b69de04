import type { WhyWaiting } from '../../../wire/assignment.ts';
import { duration } from '../targets/target-words.ts';
import { useServerNow } from '../ui/use-server-now.ts';
import { aheadWords, needsWords } from './why-words.ts';

/** Why it still waits, what would help, and when more agents may take it. */
export function WaitingReasons({ waiting }: { readonly waiting: WhyWaiting }) {
  const now = useServerNow(1000);
  const { sinceMs, ahead, reasons, wouldHelp, relaxesAtMs, skills } = waiting;
  const facts = [
    `Waits for ${duration(now - sinceMs)}`,
    aheadWords(ahead),
    skills.length === 0 ? '' : `asks for ${needsWords(skills)}`,
  ].filter(Boolean);
  return (
    <section>
      <h3>Why it still waits</h3>
      <p>{facts.join(' · ')}</p>
      {reasons.length > 0 && (
        <ul className="why-reasons">
          {reasons.map(({ reason, words, agents }) => (
            <li key={reason}>{words || `${agents}: ${reason}`}</li>
          ))}
        </ul>
      )}
      {(wouldHelp.length > 0 || relaxesAtMs > now) && (
        <>
          <h4>What would help</h4>
          <ul className="why-help">
            {wouldHelp.map((words) => (
              <li key={words} dir="auto">
                {words}
              </li>
            ))}
            {relaxesAtMs > now && <li>In {duration(relaxesAtMs - now)} more agents may take it</li>}
          </ul>
        </>
      )}
    </section>
  );
}
