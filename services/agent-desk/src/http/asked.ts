import { fromRouting } from '../errors.ts';

/** A call to routing, whose refusals become the desk's own. */
export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw fromRouting(error);
  }
}
