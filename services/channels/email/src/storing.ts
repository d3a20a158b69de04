import { IntakeUnavailableError } from '@onethread/channel-kit';

/** Runs what needs the channel's store. Throws `IntakeUnavailableError` for whatever fails: whoever asked is to come again. */
export async function storing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof IntakeUnavailableError) throw error;
    throw new IntakeUnavailableError('the channel’s store failed', { cause: error });
  }
}
