import { remember } from '#server/simulator/cache.ts'
import { printInstant } from './instant.ts'
import { metricsOf } from './metrics.ts'
import type { Question } from './question.ts'
import { flatRow, type Row } from './row.ts'
import type { Series } from './series.ts'
import { createWindowing } from './windowed.ts'

/** `times` is kept only where the values of a leaf may have to be put in order, `rows` only where they are asked for. */
type Leaf = { times: number[] | null; values: number[]; rows: Row[] | null }
type Branch = Map<string, Branch | Leaf>

/** Answers with nested objects in the asked order, each leaf the nine metrics or, when asked for raw, its rows. */
export function groupedAnswer(
  series: Series[],
  question: Question,
  order: Question['order'] & {},
): unknown {
  const eachValue = createWindowing(question)
  const root: Branch = new Map()
  const timed = order.includes('time')
  // With the time in the order all values of a leaf are of one time; a sensor's presence comes in order by itself.
  const sorted =
    timed ||
    (order.includes('mac_address') && question.measurements.every((name) => name === 'presence'))
  const makeLeaf = (): Leaf => ({
    times: sorted ? null : [],
    values: [],
    rows: question.raw ? [] : null,
  })
  const print = remember(50_000, printInstant)
  for (const one of series) {
    let leaf: Leaf | null = null
    eachValue(one, (start, end, value) => {
      if (leaf === null || timed) {
        leaf = leafAt(
          root,
          makeLeaf,
          order.map((key) => (key === 'time' ? print(start) : one.labels[key])),
        )
      }
      leaf.times?.push(start)
      leaf.values.push(value)
      leaf.rows?.push(flatRow(one, question, { start, end, value, label: start }))
    })
  }
  return plain(root)
}

function leafAt(root: Branch, make: () => Leaf, path: string[]): Leaf {
  let branch = root
  for (const key of path.slice(0, -1)) {
    const next = branch.get(key)
    if (next instanceof Map) {
      branch = next
    } else {
      const made: Branch = new Map()
      branch.set(key, made)
      branch = made
    }
  }
  const key = path.at(-1) ?? ''
  const known = branch.get(key)
  if (known !== undefined && !(known instanceof Map)) return known
  const leaf = make()
  branch.set(key, leaf)
  return leaf
}

function plain(branch: Branch): Record<string, unknown> {
  const entries = [...branch].map(([key, inner]): [string, unknown] => {
    if (inner instanceof Map) return [key, plain(inner)]
    return [key, inner.rows ?? metricsOf(inOrder(inner))]
  })
  return Object.fromEntries(entries)
}

/** The values of a leaf in order of time; where several series meet, those of the same time in the series' order. */
function inOrder({ times, values }: Leaf): number[] {
  if (times === null) return values
  if (times.every((time, index) => index === 0 || time >= (times[index - 1] ?? time))) return values
  return times
    .map((time, index) => ({ time, value: values[index] ?? 0 }))
    .sort((a, b) => a.time - b.time)
    .map(({ value }) => value)
}
