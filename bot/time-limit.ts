/** Waiting no longer than one can. */

/**
 * The outcome of the work, or `late` when it is not settled after `limitMs` milliseconds. The work itself goes on;
 * should it fail after its time, nobody is told.
 */
export async function withinMs<Value>(work: Promise<Value>, limitMs: number): Promise<Value | 'late'> {
  const limit = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => limit.resolve('late'), limitMs);
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
