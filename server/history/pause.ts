import { setImmediate } from 'node:timers/promises'

/** Lets other work run, such as queries: messages, timers and files that are ready. */
export function pause(): Promise<void> {
  return setImmediate()
}

/** Runs work that yields between its parts, with a pause at each of them. Resolves with the result. */
export async function runInParts<T>(parts: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = parts.next()
    if (done === true) return value
    await pause()
  }
}
