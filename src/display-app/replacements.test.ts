import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { transformWithOxc } from 'vite'
import { expect, test } from 'vitest'

/** Creates the abort classes of an old browser, in which signals have no `reason`. */
function oldSignals() {
  class AbortSignal extends EventTarget {
    aborted = false
    listeners = 0
    override addEventListener(type: string, listener: () => void) {
      this.listeners += 1
      super.addEventListener(type, listener)
    }
    override removeEventListener(type: string, listener: () => void) {
      this.listeners -= 1
      super.removeEventListener(type, listener)
    }
  }
  class AbortController {
    signal = new AbortSignal()
    abort() {
      if (this.signal.aborted) return
      this.signal.aborted = true
      this.signal.dispatchEvent(new Event('abort'))
    }
  }
  return { AbortSignal, AbortController }
}

/** Returns a function that evaluates code in an old browser with the replacements. */
async function oldBrowser(): Promise<(code: string) => unknown> {
  const timers: (() => void)[] = []
  const context = createContext({
    ...oldSignals(),
    performance: { now: () => 400 },
    Date: { now: () => 1_000 },
    DOMException,
    setTimeout: (task: () => void) => timers.push(task),
    endTimers: () => timers.splice(0).forEach((task) => task()),
  })
  const run = (code: string): unknown => runInContext(code, context)
  run(`
    for (const name of ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted']) delete Array.prototype[name]
    delete String.prototype.replaceAll
    delete Object.hasOwn
  `)
  const source = readFileSync(new URL('replacements.ts', import.meta.url), 'utf8')
  const { code } = await transformWithOxc(source, 'replacements.ts')
  run(code.replaceAll('export {}', ''))
  return (expression) => JSON.parse(String(run(`JSON.stringify(${expression})`)))
}

test.each([
  ['[[3, 1].at(0), [3, 1].at(-1), [3, 1].at(-3), [3, 1].at(2)]', [3, 1, null, null]],
  ['[3, 1, 2].findLast((item) => item > 1)', 2],
  ['[[3, 1].findLast((item) => item > 3)]', [null]],
  ['[3, 1, 2].findLastIndex((item, index) => item > 1 && index < 2)', 0],
  ['[3, 1, 2].findLastIndex((item) => item > 3)', -1],
  [
    '(() => { const all = [3, 1, 2]; return [all.toReversed(), all] })()',
    [
      [2, 1, 3],
      [3, 1, 2],
    ],
  ],
  [
    '(() => { const all = [3, 1, 2]; return [all.toSorted(), all] })()',
    [
      [1, 2, 3],
      [3, 1, 2],
    ],
  ],
  ['[3, 1, 2].toSorted((a, b) => b - a)', [3, 2, 1]],
  ['"a.b.c".replaceAll(".", "-")', 'a-b-c'],
  ['"a1b2".replaceAll(/\\d/g, (digit) => "<" + digit + ">")', 'a<1>b<2>'],
  ['"a1b2".replaceAll(/(\\d)/g, "-$1")', 'a-1b-2'],
  ['performance.timeOrigin', 600],
  ['[Object.hasOwn({ a: 1 }, "a"), Object.hasOwn({ a: 1 }, "toString")]', [true, false]],
])('evaluates %s in an old browser', async (code, result) => {
  const evaluate = await oldBrowser()
  expect(evaluate(code)).toEqual(result)
})

test('aborts at a deadline with a reason, and leaves no listeners behind', async () => {
  const evaluate = await oldBrowser()
  const code = `(() => {
    const caller = new AbortController()
    const deadline = AbortSignal.timeout(1000)
    const either = AbortSignal.any([caller.signal, deadline])
    const before = [deadline.aborted, either.aborted, caller.signal.listeners]
    endTimers()
    return [before, either.reason.name, either.aborted, caller.signal.aborted, caller.signal.listeners]
  })()`
  expect(evaluate(code)).toEqual([[false, false, 1], 'TimeoutError', true, false, 0])
})

test('aborts with the caller’s first reason', async () => {
  const evaluate = await oldBrowser()
  const code = `(() => {
    const [caller, other] = [new AbortController(), new AbortController()]
    const either = AbortSignal.any([caller.signal, AbortSignal.timeout(1000)])
    caller.abort('left')
    caller.abort('again')
    other.abort()
    const late = AbortSignal.any([caller.signal])
    return [either.reason, either.aborted, late.reason, late.aborted, other.signal.reason.name]
  })()`
  expect(evaluate(code)).toEqual(['left', true, 'left', true, 'AbortError'])
})
