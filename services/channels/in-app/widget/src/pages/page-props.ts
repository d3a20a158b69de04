import type { PreChatField } from '@onethread/client';

/** What can stand in the place of the thread. */
export type PageName = 'goOn' | 'confirm' | 'push' | 'context';

export interface PageProps {
  /** Or what is asked before the first message. */
  readonly page: PageName | { readonly fields: readonly PreChatField[] };
  readonly person: string;
  /** Changes when something comes into the thread. */
  readonly cursor: string | undefined;
  /** Back to the thread. */
  readonly leave: () => void;
}
