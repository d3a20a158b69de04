import type { Identity } from '../../../wire/model.ts';

/** How sure it is that an address is this person's, best first. */
export type ProofMark = 'proved' | 'confirmed' | 'authenticated' | 'claimed' | 'believed';

export const PROOF_WORDS: Readonly<Record<ProofMark, { readonly label: string; readonly means: string }>> = {
  proved: {
    label: 'Proved by the customer',
    means: 'The customer proved it: signed in to the app, or sent a code from here.',
  },
  confirmed: { label: 'Confirmed', means: 'A code or link that was sent to this address came back.' },
  authenticated: {
    label: 'Authenticated',
    means: 'The sender’s own mail system vouches for this address.',
  },
  claimed: { label: 'Not proved', means: 'As its channel gave it; no code, click or sign-in has proved it yet.' },
  believed: {
    label: 'Believed by an agent',
    means: 'One of us linked it. The customer has not proved it, and does not see it in their own history.',
  },
};

/** The mark of one of a person's addresses; `all` are the person's. */
export function proofOf(identity: Identity, all: readonly Identity[]): ProofMark {
  // Alone there is no link that anybody could believe.
  if (!identity.proved && all.length > 1) return 'believed';
  if (identity.verified || identity.proof === 'backend') return 'proved';
  if (identity.proof === 'confirmed') return 'confirmed';
  const tied = all.some((other) => other.identityId !== identity.identityId && other.proved);
  if (tied && identity.proved) return 'proved';
  return identity.proof === 'authenticated' ? 'authenticated' : 'claimed';
}

/** May be offered for a reply without being asked for. */
export function isSure(mark: ProofMark): boolean {
  return mark !== 'claimed' && mark !== 'believed';
}

/** What to call an address. */
export function addressOf(identity: Pick<Identity, 'address' | 'name'>): string {
  return identity.address || identity.name || 'no address';
}
