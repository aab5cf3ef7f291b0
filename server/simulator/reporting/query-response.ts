import { zoneClock } from '#server/simulator/zone-clock.ts'
import { printInstant } from './time-windows.ts'
import type { Labels, Series } from './series.ts'
import type { Question } from './reporting-query.ts'
import { hashText } from '#server/simulator/random.ts'
import { createWindowing, metricsOf } from './aggregation.ts'
import { remember } from '#server/simulator/memoize.ts'

/** A flat row of a reporting answer, with the 21 keys that Butlr sends. */
export type Row = Labels & {
  time: string
  start: string
  stop: string
  value: number
  preprocessed: boolean
  timezone_offset: string
}

type Windowed = { start: number; end: number; value: number; label: number }

/**
 * A windowed value as a row. Ordinary rows carry the whole asked span as `start` and `stop`; rows of calibrated traffic
 * occupancy carry their window, and measurement names of their own (Butlr API notes, flat rows).
 */
export function flatRow(series: Series, question: Question, windowed: Windowed): Row {
  const { labels } = series
  const row = { ...labels, time: printInstant(windowed.label), value: windowed.value }
  if (isCalibrated(series, question)) {
    return {
      ...row,
      field: 'aggregator_headcount',
      measurement: 'aggregator_occupancy',
      start: printInstant(windowed.start),
      stop: printInstant(windowed.end),
      preprocessed: true,
      timezone_offset: '',
    }
  }
  return {
    ...row,
    start: printInstant(question.from),
    stop: printInstant(question.to),
    preprocessed: false,
    timezone_offset: offsetOf(series, windowed.start),
  }
}

function isCalibrated({ labels }: Series, { filter }: Question): boolean {
  return labels.measurement.startsWith('traffic_') && filter.calibrated === 'true'
}

/** Whole hours, as Butlr prints them: half hours are cut off. */
function offsetOf({ zone }: Series, instant: number): string {
  return `${Math.trunc(zoneClock(zone).offset(instant) / 3600)}h`
}

type FlatAnswer = {
  data: Row[]
  page_info: {
    page: number
    page_item_count: number
    total_item_count: number
    total_pages: number
  }
}

/**
 * Answers with flat rows, one for each windowed value. Rows of `traffic` are labelled with the end of their window and
 * come in no order; all others are labelled with the start (Butlr API notes, time labels and window origin).
 */
export function flatAnswer(series: Series[], question: Question): FlatAnswer {
  const eachValue = createWindowing(question)
  const rows: Row[] = []
  for (const one of series) {
    const atEnd = one.labels.measurement === 'traffic'
    eachValue(one, (start, end, value) => {
      const label = atEnd ? Math.min(end, question.to) : start
      rows.push(flatRow(one, question, { start, end, value, label }))
    })
  }
  return page(question.measurements.includes('traffic') ? shuffled(rows) : rows, question)
}

/** Without `paginate`, Butlr's page_info says nothing of use: all rows come, and it counts none of them. */
function page(rows: Row[], { paginate }: Question): FlatAnswer {
  if (paginate === null) {
    return {
      data: rows,
      page_info: { page: 1, page_item_count: 0, total_item_count: 0, total_pages: 1 },
    }
  }
  const limit = Math.max(1, Math.floor(paginate.limit))
  const number = Math.max(1, Math.floor(paginate.page))
  const data = rows.slice((number - 1) * limit, number * limit)
  return {
    data,
    page_info: {
      page: number,
      page_item_count: data.length,
      total_item_count: rows.length,
      total_pages: Math.max(1, Math.ceil(rows.length / limit)),
    },
  }
}

function shuffled(rows: Row[]): Row[] {
  return rows
    .map((row) => ({ row, place: hashText(`${row.sensor_id}/${row.field}/${row.time}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row)
}

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
