import type { SettingsChangeDocument } from '../../stores/settings-documents.ts';
import { currentVersion, isKept, keepVersion } from '../../stores/settings-versions.ts';
import { openCursor, sealCursor } from '../reading/list-token.ts';
import type { ReadingContext } from '../reading/reading-context.ts';

export interface ListedChanges {
  readonly entries: readonly SettingsChangeDocument[];
  readonly nextPageToken: string;
}

/** Who changed what, newest first. Throws `RoutingError` invalid for a token of another list. */
export async function listChanges(
  { collections, tokens }: Pick<ReadingContext, 'collections' | 'tokens'>,
  { pageToken, pageSize }: { readonly pageToken: string; readonly pageSize: number },
): Promise<ListedChanges> {
  const after = openCursor(tokens, 'settings-changes-page', '', pageToken);
  if (after === undefined) {
    // A crash may have kept the last version from its line.
    const current = await currentVersion(collections);
    if (current !== undefined && !(await isKept(collections, current.version))) await keepVersion(collections, current);
  }
  const page = await collections.settingsChanges.find({
    index: 'by_time',
    order: 'descending',
    limit: pageSize,
    ...(after === undefined ? {} : { after }),
  });
  return {
    entries: page.documents,
    nextPageToken: sealCursor(tokens, 'settings-changes-page', '', page.cursor),
  };
}
