/**
 * Settles like `work`, or rejects with the signal's reason as soon as the signal aborts, even if `work` ignores the
 * signal. A request therefore never waits beyond its deadline for a hung upstream or a shared token renewal.
 */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
