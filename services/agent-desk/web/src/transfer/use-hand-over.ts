import { useState } from 'react';
import type { Command, Result } from '../../../wire/frames.ts';
import type { Conversation } from '../../../wire/model.ts';
import { nameOf } from '../desk/conversation-actions.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { toast } from '../ui/toasts.tsx';
import { commandsOf, undoOf } from './hand-over.ts';
import { refusalWords } from './refusal-words.ts';
import { isSupervisor } from './transfer-targets.ts';
import type { Target } from './transfer-targets.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Carries out the wish of one dialog; `onDone` once routing has agreed. */
export function useHandOver(conversation: Conversation, onDone: () => void) {
  const { client } = useDesk();
  const { me } = useDeskState();
  const [clientMessageId] = useState(() => crypto.randomUUID());
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const run = async (commands: readonly Command[]): Promise<Result | undefined> => {
    for (const command of commands) {
      const result = await client.run(command);
      if (result.code !== 'ok') return result;
    }
    return undefined;
  };
  const handOver = async (target: Target, note: string, beyondCapacity: boolean): Promise<void> => {
    const to = target.kind === 'agent' ? { agentId: target.agent.agentId } : { queueId: target.queue.queueId };
    const wish = { conversation, to, note, clientMessageId, beyondCapacity };
    setBusy(true);
    setRefusal(undefined);
    const refused = await run(commandsOf(wish));
    setBusy(false);
    if (refused !== undefined) {
      setRefusal({ code: refused.code, message: refusalWords(refused, target) });
      return;
    }
    const whom = target.kind === 'agent' ? target.agent.name : target.queue.name;
    const undo = undoOf(wish, { agentId: me?.agentId ?? '', supervises: me !== null && isSupervisor(me.role) });
    const takeBack = async () => {
      const failed = undo === undefined ? undefined : await run([undo]);
      if (failed !== undefined) toast(failed.message || 'It could not be taken back.', { kind: 'error' });
    };
    const action = undo === undefined ? {} : { action: { label: 'Undo', run: () => void takeBack() } };
    toast(`${nameOf(conversation)} went to ${whom}.`, action);
    onDone();
  };
  return { handOver, isBusy, refusal, forget: () => setRefusal(undefined) };
}
