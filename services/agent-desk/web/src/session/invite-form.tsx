import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, Circle } from 'lucide-react';
import { useState } from 'react';
import { MIN_PASSWORD_LENGTH } from '../../../wire/api.ts';
import type { InviteInfo, Session } from '../../../wire/api.ts';
import { passwordProblems } from '../../../wire/password-rules.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { navigate } from '../navigation.ts';
import type { SessionFormProps } from './login-page.tsx';

export function InviteForm({ token, onSignedIn }: SessionFormProps & { readonly token: string }) {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const invite = useQuery({
    queryKey: ['invite', token],
    queryFn: () => callDesk<InviteInfo>('POST', '/invites/open', { token }),
    staleTime: Infinity,
  });
  const accept = useMutation({
    mutationFn: () => callDesk<Session>('POST', '/invites/accept', { token, password }),
    onSuccess: ({ agent }) => {
      navigate('/', { replace: true });
      onSignedIn(agent);
    },
  });

  if (invite.isPending) return <output>Opening your invitation…</output>;
  if (invite.isError) {
    return (
      <div className="session-form">
        <h1>This link does not work</h1>
        <p role="alert" className="form-error">
          {messageOf(invite.error)}
        </p>
        <a className="button wide" href="/login">
          Sign in instead
        </a>
      </div>
    );
  }
  const { name, email } = invite.data;
  const problems = passwordProblems(password, { name, email });
  const longEnough = Array.from(password).length >= MIN_PASSWORD_LENGTH;
  return (
    <form action={() => accept.mutate()} className="session-form">
      <h1>Welcome, {name}</h1>
      <p className="form-hint">Choose a password. From now on you sign in with it and this email.</p>
      {accept.isError && (
        <p role="alert" className="form-error">
          {messageOf(accept.error)}
        </p>
      )}
      <label className="field">
        Email
        <input type="text" value={email} readOnly autoComplete="username" />
      </label>
      <label className="field">
        New password
        <input
          type={shown ? 'text' : 'password'}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          aria-describedby="password-rules"
          required
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> Show it
      </label>
      <ul id="password-rules" className="rules">
        <Rule met={longEnough}>At least {MIN_PASSWORD_LENGTH} characters; a few words are fine</Rule>
        <Rule met={longEnough && problems.length === 0}>Not your name, and not easy to guess</Rule>
      </ul>
      <button type="submit" className="button primary wide" disabled={problems.length > 0 || accept.isPending}>
        {accept.isPending ? 'Saving…' : 'Set password and start'}
      </button>
    </form>
  );
}

function Rule({ met, children }: { readonly met: boolean; readonly children: React.ReactNode }) {
  return (
    <li data-met={met}>
      {met ? <Check size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
      <span>{children}</span>
      <span className="visually-hidden">{met ? '(met)' : '(not met yet)'}</span>
    </li>
  );
}
