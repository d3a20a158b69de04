import type { Admin, Kafka } from 'kafkajs';

/** Connects for one piece of administration and disconnects after it. Throws what kafkajs throws. */
export async function withAdmin<T>(client: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = client.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
