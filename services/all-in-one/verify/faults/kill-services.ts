import type { Fault } from './fault.ts';

export const killServices: Fault = {
  name: 'kill-services',
  about: 'SIGKILL of one replica of every service, one service after another, each started again at once',
  engines: ['cluster'],
  async inject({ deployment, random, recoveryBegins }) {
    const services = [...new Set(deployment.processes.map(({ service }) => service))];
    for (const service of random.shuffle(services)) {
      const one = random.pick(deployment.processes.filter((process) => process.service === service));
      await one.kill();
      recoveryBegins();
      await one.start();
    }
  },
};
