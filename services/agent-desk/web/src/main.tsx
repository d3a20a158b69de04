import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HttpError } from './api/http.ts';
import { App } from './app.tsx';
import { applyTheme } from './preferences.ts';
import './styles/base.css';
import './styles/session.css';
import './styles/desk.css';
import './styles/thread.css';
import './styles/composer.css';
import './styles/team.css';
import './styles/operations.css';
import './styles/person.css';
import './styles/search.css';
import './styles/transfer.css';
import './styles/assignment.css';
import './styles/wallboard.css';
import './styles/settings.css';

applyTheme();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What was refused will be refused again.
      retry: (failures, error) =>
        failures < 3 && !(error instanceof HttpError && error.status >= 400 && error.status < 500),
    },
  },
});

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
