import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Session } from '../../wire/api.ts';
import { callDesk, HttpError, messageOf } from './api/http.ts';
import { Desk } from './desk/desk.tsx';
import { navigate, useRoute } from './navigation.ts';
import { LoginPage } from './session/login-page.tsx';
import { Toasts } from './ui/toasts.tsx';

/** Sign-in, or the desk. */
export function App() {
  const route = useRoute();
  const queries = useQueryClient();
  const session = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      try {
        return (await callDesk<Session>('GET', '/session')).agent;
      } catch (error) {
        if (error instanceof HttpError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
  const agent = session.data;
  const isInvite = route.page === 'login' && location.hash.startsWith('#invite=');
  const leaveLogin = route.page === 'login' && !isInvite && agent !== null && agent !== undefined;
  useEffect(() => {
    if (leaveLogin) navigate('/', { replace: true });
  }, [leaveLogin]);

  if (session.isPending) return <output className="page-note">Loading…</output>;
  if (session.isError) {
    return (
      <div className="page-note" role="alert">
        <p>{messageOf(session.error)}</p>
        <button type="button" className="button" onClick={() => void session.refetch()}>
          Try again
        </button>
      </div>
    );
  }
  if (agent === null || agent === undefined || isInvite) {
    return <LoginPage onSignedIn={(signedIn) => queries.setQueryData(['session'], signedIn)} />;
  }
  const leave = () => {
    queries.clear();
    queries.setQueryData(['session'], null);
    navigate('/login');
  };
  return (
    <>
      <Desk key={agent.agentId} agent={agent} onSignedOut={leave} />
      <Toasts />
    </>
  );
}
