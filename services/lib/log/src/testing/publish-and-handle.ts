import { openSqliteEventLog } from '../index.ts';

/** A process that publishes numbered records to the log named on its command line and handles them, and says of each when it was published and when handled. */
const log = await openSqliteEventLog({ file: String(process.argv[2]) });
await log.subscribe({
  topic: 'numbers.v1',
  group: 'g',
  handle: async ({ value }) => {
    await new Promise((resolve) => setImmediate(resolve));
    process.stdout.write(`handled ${value}\n`);
  },
});
for (let n = 0; ; n += 1) {
  await log.publish([{ topic: 'numbers.v1', key: `key-${n % 5}`, value: String(n) }]);
  process.stdout.write(`published ${n}\n`);
}
