import { Resolver } from 'node:dns/promises';
import { LIMITS } from '../limits.ts';

/** As the library for SPF, DKIM and DMARC asks for it. Rejects with `code` ENOTFOUND, ENODATA, ETIMEOUT, … */
export type ResolveName = (name: string, type: string) => Promise<string[][] | string[]>;

export interface BoundedDns {
  readonly resolve: ResolveName;
  /** Ends what is still asked. */
  end(): void;
}

/**
 * DNS for the check of one mail: so many questions, so long. Beyond it every answer is ETIMEOUT, which all checks read as
 * `temperror`. `servers` empty: the system's.
 */
export function boundedDns(servers: readonly string[]): BoundedDns {
  const resolver = new Resolver({ timeout: LIMITS.dnsTryMs, tries: LIMITS.dnsTries });
  if (servers.length > 0) resolver.setServers([...servers]);
  let questions = 0;
  let isOver = false;
  const end = () => {
    isOver = true;
    resolver.cancel();
  };
  const timer = setTimeout(end, LIMITS.dnsMs);
  return {
    async resolve(name, type) {
      questions += 1;
      if (isOver || questions > LIMITS.dnsQuestions) throw timedOut();
      try {
        return (await resolver.resolve(name, type)) as string[][] | string[];
      } catch (error) {
        throw isOver ? timedOut() : error;
      }
    },
    end() {
      clearTimeout(timer);
      end();
    },
  };
}

function timedOut(): Error {
  return Object.assign(new Error('DNS gave no answer in time'), { code: 'ETIMEOUT' });
}
