import type { Fault } from './fault.ts';

export const rollingRestart: Fault = {
  name: 'rolling-restart',
  about: 'every process is stopped and started, one after another, as a new version is rolled out',
  engines: ['cluster'],
  async inject({ deployment, recoveryBegins }) {
    for (const one of deployment.processes) {
      await one.stop();
      await one.start();
    }
    recoveryBegins();
  },
};
