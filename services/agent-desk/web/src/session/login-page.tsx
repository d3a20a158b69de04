import type { Agent } from '../../../wire/model.ts';
import { InviteForm } from './invite-form.tsx';
import { SignInForm } from './sign-in-form.tsx';

export interface SessionFormProps {
  readonly onSignedIn: (agent: Agent) => void;
}

/** Signing in, or choosing a password with an invitation's link. */
export function LoginPage({ onSignedIn }: SessionFormProps) {
  const invite = /^#invite=(.+)$/.exec(location.hash)?.[1];
  return (
    <main className="session-page">
      <div className="session-card">
        <p className="brand">
          <img src="/desk/icon.svg" alt="" width="32" height="32" /> Onethread
        </p>
        {invite === undefined ? (
          <SignInForm onSignedIn={onSignedIn} />
        ) : (
          <InviteForm token={invite} onSignedIn={onSignedIn} />
        )}
      </div>
    </main>
  );
}
