import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { navigate } from '../navigation.ts';

interface PageHeadProps {
  readonly title: string;
  /** What can be done on the page. */
  readonly children?: ReactNode;
}

/** Names a page beside the conversations, and leads back to them. */
export function PageHead({ title, children }: PageHeadProps) {
  return (
    <header className="thread-head">
      <button
        type="button"
        className="icon-button"
        aria-label="Back to the conversations"
        onClick={() => navigate('/')}
      >
        <ArrowLeft size={20} aria-hidden />
      </button>
      <div className="thread-who">
        <h1>{title}</h1>
      </div>
      {children}
    </header>
  );
}
