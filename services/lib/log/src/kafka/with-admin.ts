import { settlesWithin } from './settles-within.ts';
import { within } from './within.ts';
import type { Admin, Kafka } from 'kafkajs';

/** Longest that one piece of administration may take, its repeats included. */
const ADMIN_MS = 60_000;
const LEAVE_MS = 5000;

/** Connects for one piece of administration and disconnects after it. Throws what kafkajs throws, and `ClientStuckError`. */
export async function withAdmin<T>(client: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = client.admin();
  try {
    return await settlesWithin(
      ADMIN_MS,
      'administration',
      admin.connect().then(() => work(admin)),
    );
  } finally {
    await within(LEAVE_MS, admin.disconnect());
  }
}
