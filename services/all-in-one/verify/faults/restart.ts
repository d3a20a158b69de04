import { IN_ONE_PROCESS, type Fault } from './fault.ts';

export const restart: Fault = {
  name: 'restart',
  about: 'SIGTERM, a clean end, and a start: what a deployment of a new version does',
  engines: IN_ONE_PROCESS,
  async inject({ deployment, checkFiles, recoveryBegins }) {
    const [process] = deployment.processes;
    await process?.stop();
    if (deployment.opensAlone) await checkFiles();
    recoveryBegins();
    await process?.start();
  },
};
