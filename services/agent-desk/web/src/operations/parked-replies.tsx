import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ParkedKey, ParkedPage } from '../../../wire/operations.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';
import { useNow } from '../ui/use-now.ts';
import { ListEnd } from './list-end.tsx';
import { ParkedRow } from './parked-row.tsx';
import { ReasonForm } from './reason-form.tsx';

const REFRESH_MS = 5000;

/** Customers whose replies wait in their channel, those that wait longest first. */
export function ParkedReplies() {
  const [channel, setChannel] = useState('');
  const [givingUp, setGivingUp] = useState<ParkedKey>();
  const queries = useQueryClient();
  const now = useNow(10_000);
  const waiting = useInfiniteQuery({
    queryKey: ['parked', channel],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ channel, pageToken: pageParam });
      return callDesk<ParkedPage>('GET', `/parked?${query.toString()}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    refetchInterval: REFRESH_MS,
  });
  const looksAgain = () => queries.invalidateQueries({ queryKey: ['parked'] });
  const retry = useMutation({
    mutationFn: (wish: { readonly identityIds: readonly string[] } | { readonly channel: string }) =>
      callDesk<{ readonly asked: number }>('POST', '/parked/retry', wish),
    onSuccess: async ({ asked }) => {
      toast(asked === 0 ? 'Nothing waits there any more.' : 'Asked the channel to try now.');
      await looksAgain();
    },
    onError: (error) => toast(messageOf(error), { kind: 'error' }),
  });
  const drop = useMutation({
    mutationFn: ({ key, reason }: { readonly key: ParkedKey; readonly reason: string }) =>
      callDesk('POST', '/parked/drop', { identityIds: [key.identityId], reason }),
    onSuccess: async () => {
      setGivingUp(undefined);
      toast('Given up: these replies will be marked as failed, with your words.');
      await looksAgain();
    },
  });
  const found = waiting.data?.pages.flatMap((page) => page.parked) ?? [];
  const counts = Object.entries(waiting.data?.pages[0]?.counts ?? {}).filter(([, count]) => count > 0);
  return (
    <>
      <div className="operations-bar">
        <p className="faint">
          Replies that cannot go out now wait in order, are tried again by themselves, and fail after a day.
        </p>
        {counts.length > 0 && (
          <label className="inline-field">
            Channel
            <select value={channel} onChange={(event) => setChannel(event.target.value)}>
              <option value="">All</option>
              {counts.map(([name, count]) => (
                <option key={name} value={name}>{`${name} (${count})`}</option>
              ))}
            </select>
          </label>
        )}
        {channel !== '' && (
          <button
            type="button"
            className="button small"
            disabled={retry.isPending}
            onClick={() => retry.mutate({ channel })}
          >
            Try all of {channel} now
          </button>
        )}
      </div>
      <ul className="operations-rows">
        {found.map((key) => (
          <ParkedRow
            key={key.identityId}
            parked={key}
            now={now}
            busy={retry.isPending}
            onRetry={() => retry.mutate({ identityIds: [key.identityId] })}
            onGiveUp={() => setGivingUp(key)}
          />
        ))}
      </ul>
      <ListEnd query={waiting} isEmpty={found.length === 0} empty="No reply waits: everything that could go went." />
      {givingUp !== undefined && (
        <Modal title="Give up what waits" onClose={() => setGivingUp(undefined)}>
          <div className="modal-form">
            {drop.isError && (
              <p role="alert" className="form-error">
                {messageOf(drop.error)}
              </p>
            )}
            <ReasonForm
              what={givingUp.replies === 1 ? 'Give up 1 reply' : `Give up ${givingUp.replies} replies`}
              hint="Their agents read it beside the failed replies."
              busy={drop.isPending}
              onReason={(reason) => drop.mutate({ key: givingUp, reason })}
              onCancel={() => setGivingUp(undefined)}
            />
          </div>
        </Modal>
      )}
    </>
  );
}
