import { defineSettings, flag, setting } from '@onethread/runtime';

/** What every channel of the Messenger Platform is told, under variables that begin with `prefix`. */
export function platformSettings(prefix: string) {
  return defineSettings({
    humanAgent: setting(`${prefix}_HUMAN_AGENT`, flag, {
      describe: 'Whether the app has the permission Human Agent: people of yours may answer for 7 days, not 24 hours',
      default: false,
    }),
    takeThreadControl: setting(`${prefix}_TAKE_THREAD_CONTROL`, flag, {
      describe: 'Whether a reply takes a thread over that another app controls; else it waits until it is handed over',
      default: false,
    }),
    catchUp: setting(`${prefix}_CATCH_UP`, flag, {
      describe:
        'Whether messages that no webhook brought are pulled from the conversations (at the start, and each hour)',
      default: true,
    }),
  });
}
