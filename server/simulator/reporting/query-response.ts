import { getZoneClock } from '#server/simulator/zone-clock.ts'
import { formatInstant } from './time-windows.ts'
import type { SeriesLabels, Series } from './series.ts'
import type { ReportingQuery } from './reporting-query.ts'
import { hashText } from '#server/simulator/random.ts'
import { createWindowAggregator, computeMetrics } from './aggregation.ts'
import { memoize } from '#server/simulator/memoize.ts'

/** A flat row of a reporting response, with the 21 keys that Butlr sends. */
type Row = SeriesLabels & {
  time: string
  start: string
  stop: string
  value: number
  preprocessed: boolean
  timezone_offset: string
}

type WindowedValue = { start: number; end: number; value: number; label: number }

/**
 * Converts a windowed value to a row. `start` and `stop` are the query range; in rows of calibrated traffic occupancy
 * they are the window, and those rows use different field and measurement names (docs/butlr-api.md).
 */
function toFlatRow(series: Series, query: ReportingQuery, windowed: WindowedValue): Row {
  const { labels } = series
  const row = { ...labels, time: formatInstant(windowed.label), value: windowed.value }
  if (isCalibrated(series, query)) {
    return {
      ...row,
      field: 'aggregator_headcount',
      measurement: 'aggregator_occupancy',
      start: formatInstant(windowed.start),
      stop: formatInstant(windowed.end),
      preprocessed: true,
      timezone_offset: '',
    }
  }
  return {
    ...row,
    start: formatInstant(query.from),
    stop: formatInstant(query.to),
    preprocessed: false,
    timezone_offset: formatZoneOffset(series, windowed.start),
  }
}

function isCalibrated({ labels }: Series, { filter }: ReportingQuery): boolean {
  return labels.measurement.startsWith('traffic_') && filter.calibrated === 'true'
}

/** Formats a UTC offset in whole hours; truncates half hours, as Butlr does. */
function formatZoneOffset({ zone }: Series, instant: number): string {
  return `${Math.trunc(getZoneClock(zone).offset(instant) / 3600)}h`
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
 * Builds a response of flat rows, one per windowed value. As in Butlr's responses, `traffic` rows are labelled with the
 * window end and unsorted; all other rows are labelled with the window start (docs/butlr-api.md).
 */
export function buildFlatAnswer(series: Series[], query: ReportingQuery): FlatAnswer {
  const eachValue = createWindowAggregator(query)
  const rows: Row[] = []
  for (const one of series) {
    const atEnd = one.labels.measurement === 'traffic'
    eachValue(one, (start, end, value) => {
      const label = atEnd ? Math.min(end, query.to) : start
      rows.push(toFlatRow(one, query, { start, end, value, label }))
    })
  }
  return paginateRows(query.measurements.includes('traffic') ? shuffleRows(rows) : rows, query)
}

/**
 * Returns the requested page. Without `paginate`, returns all rows and a `page_info` whose item counts are 0, as Butlr
 * does.
 */
function paginateRows(rows: Row[], { paginate }: ReportingQuery): FlatAnswer {
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

function shuffleRows(rows: Row[]): Row[] {
  return rows
    .map((row) => ({ row, place: hashText(`${row.sensor_id}/${row.field}/${row.time}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row)
}

/** `times` is null unless the values may need sorting; `rows` is null unless raw rows are requested. */
type Leaf = { times: number[] | null; values: number[]; rows: Row[] | null }
type Branch = Map<string, Branch | Leaf>

/** Builds nested objects in the requested order. Leaves are the nine metrics, or rows if `raw` is requested. */
export function buildGroupedAnswer(
  series: Series[],
  query: ReportingQuery,
  order: ReportingQuery['order'] & {},
): unknown {
  const eachValue = createWindowAggregator(query)
  const root: Branch = new Map()
  const timed = order.includes('time')
  // No sorting is needed if values are grouped by time (a leaf then has a single time) or by sensor (the values of one
  // sensor are already sorted).
  const sorted =
    timed ||
    (order.includes('mac_address') && query.measurements.every((name) => name === 'presence'))
  const makeLeaf = (): Leaf => ({
    times: sorted ? null : [],
    values: [],
    rows: query.raw ? [] : null,
  })
  const print = memoize(50_000, formatInstant)
  for (const one of series) {
    let leaf: Leaf | null = null
    eachValue(one, (start, end, value) => {
      if (leaf === null || timed) {
        leaf = getOrCreateLeaf(
          root,
          makeLeaf,
          order.map((key) => (key === 'time' ? print(start) : one.labels[key])),
        )
      }
      leaf.times?.push(start)
      leaf.values.push(value)
      leaf.rows?.push(toFlatRow(one, query, { start, end, value, label: start }))
    })
  }
  return toPlainObject(root)
}

function getOrCreateLeaf(root: Branch, createLeaf: () => Leaf, path: string[]): Leaf {
  let branch = root
  for (const key of path.slice(0, -1)) {
    const next = branch.get(key)
    if (next instanceof Map) {
      branch = next
    } else {
      const created: Branch = new Map()
      branch.set(key, created)
      branch = created
    }
  }
  const key = path.at(-1) ?? ''
  const existing = branch.get(key)
  if (existing !== undefined && !(existing instanceof Map)) return existing
  const leaf = createLeaf()
  branch.set(key, leaf)
  return leaf
}

function toPlainObject(branch: Branch): Record<string, unknown> {
  const entries = [...branch].map(([key, inner]): [string, unknown] => {
    if (inner instanceof Map) return [key, toPlainObject(inner)]
    return [key, inner.rows ?? computeMetrics(sortedByTime(inner))]
  })
  return Object.fromEntries(entries)
}

/** Returns the values of a leaf in chronological order. Values with the same time keep the order of the series. */
function sortedByTime({ times, values }: Leaf): number[] {
  if (times === null) return values
  if (times.every((time, index) => index === 0 || time >= (times[index - 1] ?? time))) return values
  return times
    .map((time, index) => ({ time, value: values[index] ?? 0 }))
    .sort((a, b) => a.time - b.time)
    .map(({ value }) => value)
}
