import { useEffect, useRef, useState } from 'preact/hooks';
import type { Credentials } from '@onethread/client';
import { useEnvironment } from '../ui/environment.ts';
import { linkProblem } from './link-problem.ts';

/** One request at a time in the person's name; what comes after the view has gone is dropped. */
export function useAsking() {
  const { client, texts } = useEnvironment();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const goneRef = useRef(false);
  useEffect(() => () => void (goneRef.current = true), []);

  /** `quiet`: in the background, where a failure is nobody's concern. */
  async function ask<Answer>(
    question: (credentials: Credentials) => Promise<Answer>,
    take: (answer: Answer) => void,
    quiet = false,
  ): Promise<void> {
    if (!quiet) {
      setAsking(true);
      setProblem(undefined);
    }
    try {
      const answer = await question((await client.proof()).credentials);
      if (!goneRef.current) take(answer);
    } catch (error) {
      if (!goneRef.current && !quiet) setProblem(linkProblem(error, texts));
    } finally {
      if (!goneRef.current && !quiet) setAsking(false);
    }
  }

  return { ask, asking, problem, setProblem };
}
