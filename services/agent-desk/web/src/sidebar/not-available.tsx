import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { toast } from '../ui/toasts.tsx';

/** Whoever wonders why nothing is offered reads it here, and mends it with one press. */
export function NotAvailable() {
  const { client } = useDesk();
  const { me, connection } = useDeskState();
  if (me === null || me.presence === 'available' || connection !== 'live') return null;
  const become = async () => {
    const result = await client.setPresence('available');
    if (result.code !== 'ok') toast(result.message || 'Your state could not be changed. Try again.', { kind: 'error' });
  };
  return (
    <section className="not-available" aria-label="You are not available">
      <p>{me.presence === 'busy' ? 'You are busy' : 'You are away'}: nothing new is offered to you.</p>
      <button type="button" className="button" onClick={() => void become()}>
        Become available
      </button>
    </section>
  );
}
