import { Tabs } from 'radix-ui';
import { DeadLetters } from './dead-letters.tsx';
import { ParkedReplies } from './parked-replies.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** What could not be processed and what waits, for administrators. */
export function OperationsPage() {
  return (
    <main className="pane operations-page">
      <PageHead title="Operations" />
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
