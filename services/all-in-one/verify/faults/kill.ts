import { IN_ONE_PROCESS, type Fault } from './fault.ts';

export const kill: Fault = {
  name: 'kill',
  about: 'SIGKILL of the process while messages flow; what stands on its files is compared before it starts again',
  engines: IN_ONE_PROCESS,
  async inject({ deployment, checkFiles, recoveryBegins }) {
    const [process] = deployment.processes;
    await process?.kill();
    if (deployment.opensAlone) await checkFiles();
    recoveryBegins();
    await process?.start();
  },
};
