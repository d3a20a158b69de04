/** What tells Facebook Pages and Instagram accounts apart; all else of the Messenger Platform is the same. */
export interface MessagingPlatform {
  /** As agents read it. */
  readonly label: string;
  /** `object` of its webhooks. */
  readonly object: 'page' | 'instagram';
  readonly webhookPath: string;
  /** `platform` of the Conversations API and of uploads. */
  readonly conversations: 'messenger' | 'instagram';
  /** What calls name the account by: its own id, or `me` where the token alone says who it is. */
  readonly node: (accountId: string) => string;
  /** What may be asked of a person. */
  readonly profileFields: string;
  readonly text: { readonly most: number; readonly unit: 'characters' | 'bytes' };
  readonly maxFiles: number;
  /** Largest file of each kind. */
  readonly maxFileBytes: Readonly<Record<FileKind, number>>;
  /**
   * Whether what we write into `metadata` comes back with the echo. Where it does not, a send is known again by what it
   * says (`ExpectedEchoes`).
   */
  readonly carriesMetadata: boolean;
}

export type FileKind = 'image' | 'audio' | 'video' | 'file';
