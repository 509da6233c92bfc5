/** A server that is being started, perhaps together with us, is waited for. */
import { KlusCVError } from '../../core/errors.ts';

const patienceMs = 30_000;
const lookAgainMs = 500;

/**
 * Does the work again for half a minute as long as it is `unavailable`; only for what may be done twice.
 * @throws KlusCVError `unavailable` after that, and at once whatever else the work throws
 */
export async function untilItAnswers<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof KlusCVError && error.code === 'unavailable';
      if (!passes || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }
}
