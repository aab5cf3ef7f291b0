/*
 * Functions that code shared with the staff app uses, but that Chromium 76, Firefox 78 or Safari 14 lacks.
 * scripts/check-display-floor.mjs rejects all other functions that one of these browsers lacks.
 */

function addMissing(target: object, functions: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(functions)) {
    if (name in target) continue
    Object.defineProperty(target, name, { value, writable: true, configurable: true })
  }
}

type Test = (item: unknown, index: number, all: readonly unknown[]) => unknown

function findLastIndex(this: readonly unknown[], test: Test): number {
  let index = this.length - 1
  while (index >= 0 && !test(this[index], index, this)) index -= 1
  return index
}

addMissing(Array.prototype, {
  at(this: readonly unknown[], index: number): unknown {
    return this[index < 0 ? index + this.length : index]
  },
  findLastIndex,
  findLast(this: readonly unknown[], test: Test): unknown {
    return this[findLastIndex.call(this, test)]
  },
  toReversed(this: readonly unknown[]): unknown[] {
    return this.map((_, index) => this[this.length - 1 - index])
  },
  toSorted(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number): unknown[] {
    return this.slice().sort(compare)
  },
})

type Replacement = (match: string, ...groups: string[]) => string

addMissing(String.prototype, {
  /** Unlike the standard, does not require the `g` flag of a regular expression. */
  replaceAll(this: string, pattern: string | RegExp, replacement: Replacement | string): string {
    if (typeof pattern === 'string') {
      return this.split(pattern).join(
        typeof replacement === 'string' ? replacement : replacement(pattern),
      )
    }
    // The overloads of `replace` accept a string or a function, but not a union of both.
    return typeof replacement === 'string'
      ? this.replace(pattern, replacement)
      : this.replace(pattern, replacement)
  },
})

addMissing(Object, {
  hasOwn: (value: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(value, key),
})

addMissing(performance, { timeOrigin: Date.now() - performance.now() })

addMissing(AbortSignal, {
  /** Removes its listeners when a signal aborts, because some signals live as long as the page. */
  any(signals: readonly AbortSignal[]): AbortSignal {
    const controller = new AbortController()
    const abort = () => {
      const aborted = signals.find((signal) => signal.aborted)
      controller.abort(aborted?.reason)
      for (const signal of signals) signal.removeEventListener('abort', abort)
    }
    for (const signal of signals) signal.addEventListener('abort', abort)
    if (signals.some(({ aborted }) => aborted)) abort()
    return controller.signal
  },
  timeout(ms: number): AbortSignal {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('Timed out', 'TimeoutError')), ms)
    return controller.signal
  },
})

if (!('reason' in AbortSignal.prototype)) addAbortReasons(AbortController.prototype)

/** Adds `reason` to the signals of all abort controllers. */
function addAbortReasons(prototype: AbortController): void {
  const abort: unknown = Reflect.get(prototype, 'abort')
  const reasons = new WeakMap<AbortSignal, unknown>()
  Object.defineProperty(AbortSignal.prototype, 'reason', {
    get(this: AbortSignal): unknown {
      return reasons.get(this)
    },
  })
  Object.defineProperty(prototype, 'abort', {
    value(this: AbortController, reason: unknown = new DOMException('Aborted', 'AbortError')) {
      if (!reasons.has(this.signal)) reasons.set(this.signal, reason)
      if (typeof abort === 'function') Reflect.apply(abort, this, [])
    },
  })
}
