import { ArrowLeft } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { navigate } from '../navigation.ts';
import { DeadLetters } from './dead-letters.tsx';
import { ParkedReplies } from './parked-replies.tsx';

/** What could not be processed and what waits, for administrators. */
export function OperationsPage() {
  return (
    <main className="pane operations-page">
      <header className="thread-head">
        <button
          type="button"
          className="icon-button"
          aria-label="Back to the conversations"
          onClick={() => navigate('/')}
        >
          <ArrowLeft size={20} aria-hidden />
        </button>
        <div className="thread-who">
          <h1>Operations</h1>
        </div>
      </header>
      <Tabs.Root defaultValue="dead-letters" className="operations-body">
        <Tabs.List className="operations-tabs" aria-label="What to look at">
          <Tabs.Trigger value="dead-letters" className="operations-tab">
            Dead letters
          </Tabs.Trigger>
          <Tabs.Trigger value="parked" className="operations-tab">
            Waiting replies
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="dead-letters" className="operations-list">
          <DeadLetters />
        </Tabs.Content>
        <Tabs.Content value="parked" className="operations-list">
          <ParkedReplies />
        </Tabs.Content>
      </Tabs.Root>
    </main>
  );
}
