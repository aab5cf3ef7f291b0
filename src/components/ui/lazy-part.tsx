import { lazy, Suspense, type ReactNode } from 'react'
import { useIsFirstRender } from '#src/lib/first-render.tsx'
import { second } from '#src/domain/time/duration.ts'

type Component<Props> = (props: Props) => ReactNode

/** Time between attempts to load a part that failed, in milliseconds. */
const retryMs = 10 * second

/** A lazy part throws this error when it renders after it failed to load. */
export class LoadError extends Error {
  override readonly name = 'LoadError'
  readonly #reload: () => Promise<void>

  constructor(cause: unknown, reload: () => Promise<void>) {
    super('A part of the page did not load.', { cause })
    this.#reload = reload
  }

  /**
   * Loads the part again immediately, when the browser is online again, and every few seconds, until it succeeds.
   *
   * @returns a function that stops the attempts
   */
  retry(onLoad: () => void): () => void {
    const attempts = new AbortController()
    const attempt = async () => {
      try {
        reloadFailedStyleSheets()
        await this.#reload()
        if (attempts.signal.aborted) return
        attempts.abort()
        onLoad()
      } catch {
        // Ignored, because another attempt follows.
      }
    }
    void attempt()
    const timer = setInterval(() => void attempt(), retryMs)
    attempts.signal.addEventListener('abort', () => clearInterval(timer))
    window.addEventListener('online', () => void attempt(), { signal: attempts.signal })
    return () => attempts.abort()
  }
}

/** Requests failed style sheets again. Vite requests the style sheet of a lazy part only once. */
export function reloadFailedStyleSheets() {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (!link.sheet) link.setAttribute('href', link.href)
}

/**
 * Returns a component that loads when it first renders. It needs `Suspense` and an `ErrorBoundary` around it. Unlike a
 * component of React's `lazy`, it recovers from a failure, because the `ErrorBoundary` loads it again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<Component<Props>>,
): Component<Props> {
  const reload = async () => {
    Part = await load()
  }
  const create = (): Component<Props> =>
    lazy(async () => {
      try {
        return { default: await load() }
      } catch (error) {
        throw new LoadError(error, reload)
      }
    })
  let Part = create()
  return function LazyPart(props) {
    return <Part {...props} />
  }
}

/**
 * Returns a component that loads when it first renders. It needs `Suspense` around it. If it does not load, it renders
 * nothing, so use it only for optional parts.
 */
export function lazyOrNothing<Props extends object>(
  load: () => Promise<Component<Props>>,
): Component<Props> {
  return lazy(async (): Promise<{ default: Component<Props> }> => {
    try {
      return { default: await load() }
    } catch {
      return { default: () => null }
    }
  })
}

/** `Suspense` for parts that load after the first screen. The gateway's HTML contains the fallback. */
export function LaterPart({
  fallback = null,
  children,
}: {
  fallback?: ReactNode
  children: ReactNode
}) {
  return useIsFirstRender() ? fallback : <Suspense fallback={fallback}>{children}</Suspense>
}
