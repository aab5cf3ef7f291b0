/**
 * Settles like `work`, or rejects with the signal's reason as soon as it aborts, even if `work` ignores the signal: a
 * hung upstream, or a token renewal shared with other requests, must not outlive the request's deadline.
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
