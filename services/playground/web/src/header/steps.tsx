import { useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';

const KEPT_AS = 'onethread-playground-steps-closed';

/** What to try, until it is put away. */
export function Steps() {
  const [isClosed, setIsClosed] = useState(() => localStorage.getItem(KEPT_AS) !== null);
  if (isClosed) return null;
  return (
    <section class="steps" aria-label="What to try">
      <ol>
        <li>
          <a href="/" target="_blank" rel="noreferrer">
            Open the desk
          </a>{' '}
          in another tab and make yourself available: there you are the agent.
        </li>
        <li>Write as a customer, here, in any of the windows.</li>
        <li>Accept and answer at the desk, and see the answer arrive. Then make things go wrong with “Faults”.</li>
      </ol>
      <button
        type="button"
        class="icon-button small"
        aria-label="Put these steps away"
        onClick={() => {
          localStorage.setItem(KEPT_AS, 'yes');
          setIsClosed(true);
        }}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
