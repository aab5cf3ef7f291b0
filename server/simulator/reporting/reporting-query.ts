import * as v from 'valibot'
import { badRequest } from '#server/simulator/api-error.ts'
import {
  secondsPerDay,
  isoWeekday,
  type ZoneClock,
  isTimeZone,
  getZoneClock,
} from '#server/simulator/zone-clock.ts'
import {
  measurements,
  windowFunctions,
  type Measurement,
  type WindowFunction,
} from '#src/contract/reporting.ts'
import {
  parseInstant,
  createWindows,
  parseDuration,
  durationSeconds,
  type Windows,
} from './time-windows.ts'
import { isLabelName, type LabelName } from './series.ts'

const Selection = v.nullish(v.object({ eq: v.array(v.string()) }))
const Bound = v.nullish(v.number())

/**
 * The body of `POST /api/v3/reporting`. Like Butlr, the simulator ignores unknown fields. (Headroom's gateway accepts
 * only a subset.)
 */
export const ReportingBody = v.object({
  group_by: v.nullish(
    v.object({ order: v.nullish(v.array(v.string())), raw: v.nullish(v.boolean()) }),
  ),
  window: v.object({
    every: v.string(),
    function: v.string(),
    timezone: v.nullish(v.string()),
    create_empty: v.nullish(v.boolean()),
  }),
  filter: v.object({
    start: v.string(),
    stop: v.nullish(v.string()),
    measurements: v.pipe(v.array(v.string()), v.minLength(1)),
    rooms: Selection,
    spaces: Selection,
    zones: Selection,
    buildings: Selection,
    clients: Selection,
    sensors: Selection,
    hives: Selection,
    tags: Selection,
    value: v.nullish(v.object({ gte: Bound, gt: Bound, lte: Bound, lt: Bound })),
    calibrated: v.nullish(v.string()),
    time_constraints: v.nullish(
      v.object({
        time_ranges: v.nullish(v.array(v.object({ start: v.string(), stop: v.string() }))),
        exclude_days_of_week: v.nullish(v.array(v.string())),
      }),
    ),
  }),
  paginate: v.nullish(v.object({ page: v.nullish(v.number()), limit: v.nullish(v.number()) })),
})
export type ReportingBody = v.InferOutput<typeof ReportingBody>

/** A range of Unix seconds; `to` is excluded. */
export type AllowedRange = { from: number; to: number }

type TimeConstraints = ReportingBody['filter']['time_constraints']

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Returns the parts of a range that time constraints allow, in order. Hours and days are local to `clock`. */
export function allowedRanges(
  constraints: TimeConstraints,
  clock: ZoneClock,
  from: number,
  to: number,
): AllowedRange[] {
  if (to <= from) return []
  const excluded = new Set((constraints?.exclude_days_of_week ?? []).map(parseWeekday))
  const ranges = (constraints?.time_ranges ?? [])
    .map(({ start, stop }) => ({ start: parseTimeOfDay(start), stop: parseTimeOfDay(stop) }))
    .sort((a, b) => a.start - b.start)
  if (excluded.size === 0 && ranges.length === 0) return [{ from, to }]
  const wanted = ranges.length === 0 ? [{ start: 0, stop: secondsPerDay }] : ranges
  const spans: AllowedRange[] = []
  let coveredUntil = from
  const lastDay = clock.day(to - 1)
  for (let day = clock.day(from); day <= lastDay; day += 1) {
    if (excluded.has(isoWeekday(day))) continue
    for (const { start, stop } of wanted) {
      const begin = Math.max(coveredUntil, clock.instant(day * secondsPerDay + start))
      const end = Math.min(to, clock.instant(day * secondsPerDay + stop))
      if (begin >= end) continue
      spans.push({ from: begin, to: end })
      coveredUntil = end
    }
  }
  return spans
}

function parseWeekday(name: string): number {
  const index = weekdays.indexOf(name.toLowerCase())
  if (index === -1) throw badRequest(`exclude_days_of_week: ${name} is not a day of the week.`)
  return index + 1
}

function parseTimeOfDay(text: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? []
  const seconds = Number(hours) * 3600 + Number(minutes) * 60
  if (Number.isNaN(seconds) || seconds > secondsPerDay)
    throw badRequest(`time_ranges: ${text} is not a time of day (HH:MM).`)
  return seconds
}

type Paginate = ReportingBody['paginate'] & {}
type GroupKey = LabelName | 'time'

/** A parsed reporting request. All instants are Unix seconds; `to` is excluded. */
export type ReportingQuery = {
  /** Nesting of the response, outermost key first; null requests flat rows. */
  order: GroupKey[] | null
  /** Whether leaves are rows instead of metrics. */
  raw: boolean
  /** Window length in seconds, with days of 24 hours. */
  every: number
  reduce: WindowFunction
  windows: Windows
  createEmpty: boolean
  from: number
  to: number
  /** The ranges between `from` and `to` that the time constraints allow. */
  allowed: AllowedRange[]
  measurements: Measurement[]
  filter: ReportingBody['filter']
  /** Returns whether an event with this value passes the filter. */
  accepts: (value: number) => boolean
  paginate: { page: number; limit: number } | null
}

/** Approximate data retention; a query for older data returns only what is available. */
const retentionSeconds = 3 * 366 * 86_400

/** Parses the body of a reporting request at `now` (Unix milliseconds). Throws an `ApiError` (400) if it is invalid. */
export function parseReportingQuery(body: unknown, now: number): ReportingQuery {
  const parsed = v.safeParse(ReportingBody, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { group_by: group, window, filter, paginate } = parsed.output
  const span = parseDuration(window.every)
  if (span === null)
    throw badRequest(`window.every: ${window.every} is not a duration such as 1s, 5m, 2h or 1d.`)
  const clock = parseTimeZone(window.timezone)
  const nowSeconds = now / 1000
  const from = Math.ceil(
    Math.max(resolveInstant(filter.start, 'start', now), nowSeconds - retentionSeconds),
  )
  // The range ends now at the latest, because there is no data in the future.
  const to = Math.ceil(Math.min(resolveInstant(filter.stop, 'stop', now), nowSeconds))
  return {
    order: parseOrder(group?.order ?? []),
    raw: group?.raw === true,
    every: durationSeconds(span),
    reduce: parseEnum(windowFunctions, window.function, 'window.function'),
    windows: createWindows(span, clock, from),
    createEmpty: window.create_empty === true,
    from,
    to,
    allowed: allowedRanges(filter.time_constraints, clock, from, to),
    measurements: filter.measurements.map((name) =>
      parseEnum(measurements, name, 'filter.measurements'),
    ),
    filter,
    accepts: createValueFilter(filter.value),
    paginate: parsePagination(paginate ?? null),
  }
}

function parseTimeZone(zone: string | null | undefined): ZoneClock {
  const name = (zone ?? '') || 'UTC'
  if (!isTimeZone(name)) throw badRequest(`window.timezone: ${name} is not a known time zone.`)
  return getZoneClock(name)
}

function resolveInstant(text: string | null | undefined, name: string, now: number): number {
  if (text === null || text === undefined) return now / 1000
  const instant = parseInstant(text, now)
  if (instant === null) throw badRequest(`filter.${name}: ${text} is not a valid time.`)
  return instant / 1000
}

function parseOrder(names: string[]): GroupKey[] | null {
  return names.length === 0 ? null : names.map(parseGroupKey)
}

function parsePagination(paginate: Paginate | null): ReportingQuery['paginate'] {
  return paginate === null ? null : { page: paginate.page ?? 1, limit: paginate.limit ?? 100 }
}

function parseGroupKey(name: string): GroupKey {
  if (name === 'time' || isLabelName(name)) return name
  throw badRequest(`group_by.order: unknown key ${name}.`)
}

function parseEnum<const Name extends string>(
  names: readonly Name[],
  name: string,
  where: string,
): Name {
  const known = names.find((candidate) => candidate === name)
  if (known === undefined) throw badRequest(`${where}: unknown value ${name}.`)
  return known
}

function createValueFilter(bounds: ReportingBody['filter']['value']): (value: number) => boolean {
  const gte = bounds?.gte ?? Number.NEGATIVE_INFINITY
  const lte = bounds?.lte ?? Number.POSITIVE_INFINITY
  const gt = bounds?.gt ?? Number.NEGATIVE_INFINITY
  const lt = bounds?.lt ?? Number.POSITIVE_INFINITY
  return (value) => value >= gte && value <= lte && value > gt && value < lt
}
