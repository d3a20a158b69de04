import type { AdminClient, RebuildProgress } from '@onethread/rpc';
import type { Findings } from '../findings.ts';

/** Has every projection made again from the entries, beside those that are there, and compared. */
export async function checkProjections(admin: AdminClient, findings: Findings): Promise<void> {
  let last: RebuildProgress | undefined;
  const examples: string[] = [];
  for await (const progress of admin.rebuild({ repair: false }) as AsyncIterable<RebuildProgress>) {
    examples.push(...progress.examples);
    last = progress;
  }
  if (last?.finished !== true) findings.add('projections', 'the rebuild did not come to its end');
  else if (last.differences > 0)
    findings.add('projections', `differ: ${examples.slice(0, 20).join(', ')}`, last.differences);
}
