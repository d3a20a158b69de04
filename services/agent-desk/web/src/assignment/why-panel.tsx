import { CircleHelp, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { messageOf } from '../api/http.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { DecisionList } from './decision-list.tsx';
import { useExplanation } from './use-explanation.ts';
import { WaitingReasons } from './waiting-reasons.tsx';
import { WhyNotAgent } from './why-not-agent.tsx';

/** Opens the account of a conversation's way; asked for when it is opened. */
export function WhyPanel({ conversation }: { readonly conversation: Conversation }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="why-button" data-shortcut="why">
        <CircleHelp size={14} aria-hidden /> Why?
        <span className="visually-hidden"> is this conversation here</span>
      </Popover.Trigger>
      <Popover.Content
        className="why-panel"
        align="end"
        sideOffset={6}
        collisionPadding={8}
        aria-label="Why is it here?"
      >
        <header className="why-head">
          <h2>Why is it here?</h2>
          <Popover.Close className="icon-button" aria-label="Close">
            <X size={17} aria-hidden />
          </Popover.Close>
        </header>
        <WhyAccount conversation={conversation} />
      </Popover.Content>
    </Popover.Root>
  );
}

function WhyAccount({ conversation }: { readonly conversation: Conversation }) {
  const { me } = useDeskState();
  const [aboutId, setAboutId] = useState(me?.agentId ?? '');
  const { data, isPending, isError, error, refetch } = useExplanation(conversation, aboutId);
  if (isPending) return <output className="why-note">Looking…</output>;
  if (isError && data === undefined) {
    return (
      <div role="alert" className="why-note">
        <p className="form-error">{messageOf(error)}</p>
        <button type="button" className="button small" onClick={() => void refetch()}>
          Try again
        </button>
      </div>
    );
  }
  const { waiting, decisions, whyNot, queueName, ruleName, ruleId, settingsVersion, summary } = data;
  const [newest, ...earlier] = decisions;
  const rule = ruleName || ruleId;
  return (
    <div className="why-body">
      {summary !== '' && <p dir="auto">{summary}</p>}
      {queueName !== '' && (
        <p className="faint">
          In <bdi>{queueName}</bdi>
          {rule !== '' && (
            <>
              {' '}
              by rule <bdi>{rule}</bdi>
            </>
          )}
          {settingsVersion > 0 && ` (settings ${settingsVersion})`}.
        </p>
      )}
      {waiting !== null && <WaitingReasons waiting={waiting} />}
      {newest !== undefined && (
        <DecisionList title={waiting === null ? 'How it was decided' : 'Decided last'} decisions={[newest]} />
      )}
      <WhyNotAgent conversation={conversation} whyNot={whyNot} aboutId={aboutId} onAbout={setAboutId} />
      {earlier.length > 0 && (
        <DecisionList title={`Earlier decisions (${earlier.length})`} decisions={earlier} isFolded />
      )}
      {newest === undefined && waiting === null && whyNot === null && (
        <p className="faint">Nothing was decided about it yet.</p>
      )}
    </div>
  );
}
