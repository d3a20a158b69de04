import { runServiceProcess } from '../index.ts';

/** A service that needs the log, for tests of processes. */
await runServiceProcess({
  name: 'small',
  settings: {},
  engines: ['log'],
  create: async ({ engines }) => {
    const log = await engines.log();
    return {
      name: 'small',
      start: async () => await log.publish([]),
      stop: () => Promise.resolve(),
    };
  },
});
