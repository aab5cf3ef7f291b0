import * as v from 'valibot'
import { badRequest } from '#server/simulator/api-error.ts'
import {
  secondsPerDay,
  weekday,
  type ZoneClock,
  isZone,
  zoneClock,
} from '#server/simulator/zone-clock.ts'
import {
  measurements,
  windowFunctions,
  type Measurement,
  type WindowFunction,
} from '#src/contract/reporting.ts'
import { parseInstant, createWindows, parseSpan, secondsOf, type Windows } from './time-windows.ts'
import { isLabel, type LabelName } from './series.ts'

const Selection = v.nullish(v.object({ eq: v.array(v.string()) }))
const Bound = v.nullish(v.number())

/**
 * The body of `POST /api/v3/reporting`, as leniently as Butlr takes it: unknown fields are ignored. (What Headroom
 * itself may ask for is stricter, and its gateway's affair.)
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

/** Unix seconds, from `from` to before `to`. */
export type AllowedSpan = { from: number; to: number }

type Constraints = ReportingBody['filter']['time_constraints']

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The parts of a span that time constraints leave, in order. Hours and days are those of the window's zone. */
export function allowedSpans(
  constraints: Constraints,
  clock: ZoneClock,
  from: number,
  to: number,
): AllowedSpan[] {
  if (to <= from) return []
  const excluded = new Set((constraints?.exclude_days_of_week ?? []).map(dayNumber))
  const ranges = (constraints?.time_ranges ?? [])
    .map(({ start, stop }) => ({ start: secondOfDay(start), stop: secondOfDay(stop) }))
    .sort((a, b) => a.start - b.start)
  if (excluded.size === 0 && ranges.length === 0) return [{ from, to }]
  const wanted = ranges.length === 0 ? [{ start: 0, stop: secondsPerDay }] : ranges
  const spans: AllowedSpan[] = []
  let reached = from
  const lastDay = clock.day(to - 1)
  for (let day = clock.day(from); day <= lastDay; day += 1) {
    if (excluded.has(weekday(day))) continue
    for (const { start, stop } of wanted) {
      const begin = Math.max(reached, clock.instant(day * secondsPerDay + start))
      const end = Math.min(to, clock.instant(day * secondsPerDay + stop))
      if (begin >= end) continue
      spans.push({ from: begin, to: end })
      reached = end
    }
  }
  return spans
}

function dayNumber(name: string): number {
  const index = weekdays.indexOf(name.toLowerCase())
  if (index === -1) throw badRequest(`exclude_days_of_week: ${name} is no day.`)
  return index + 1
}

function secondOfDay(text: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? []
  const seconds = Number(hours) * 3600 + Number(minutes) * 60
  if (Number.isNaN(seconds) || seconds > secondsPerDay)
    throw badRequest(`time_ranges: ${text} is no time of day.`)
  return seconds
}

type Paginate = ReportingBody['paginate'] & {}
type GroupKey = LabelName | 'time'

/** A reporting request, understood. All instants are Unix seconds; `to` is never included. */
export type Question = {
  /** Nesting of the answer, outermost first; `null` asks for flat rows. */
  order: GroupKey[] | null
  /** Leaves are rows instead of metrics. */
  raw: boolean
  /** Length of a window in seconds, days taken as 24 hours. */
  every: number
  reduce: WindowFunction
  windows: Windows
  createEmpty: boolean
  from: number
  to: number
  /** Where data is wanted between `from` and `to`. */
  allowed: AllowedSpan[]
  measurements: Measurement[]
  filter: ReportingBody['filter']
  /** Whether an event of this value counts. */
  accepts: (value: number) => boolean
  paginate: { page: number; limit: number } | null
}

/** The API keeps about this much; asking for more is answered with what there is. */
const retention = 3 * 366 * 86_400

/** Understands the body of a reporting request, or throws a `Refusal` (400) that says what is wrong. */
export function parseQuestion(body: unknown, now: number): Question {
  const parsed = v.safeParse(ReportingBody, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { group_by: group, window, filter, paginate } = parsed.output
  const span = parseSpan(window.every)
  if (span === null)
    throw badRequest(`window.every: ${window.every} is no span such as 1s, 5m, 2h or 1d.`)
  const clock = clockOf(window.timezone)
  const nowSeconds = now / 1000
  const from = Math.ceil(Math.max(instantOf(filter.start, 'start', now), nowSeconds - retention))
  // The future has not been reported yet.
  const to = Math.ceil(Math.min(instantOf(filter.stop, 'stop', now), nowSeconds))
  return {
    order: orderOf(group?.order ?? []),
    raw: group?.raw === true,
    every: secondsOf(span),
    reduce: oneOf(windowFunctions, window.function, 'window.function'),
    windows: createWindows(span, clock, from),
    createEmpty: window.create_empty === true,
    from,
    to,
    allowed: allowedSpans(filter.time_constraints, clock, from, to),
    measurements: filter.measurements.map((name) =>
      oneOf(measurements, name, 'filter.measurements'),
    ),
    filter,
    accepts: valueTest(filter.value),
    paginate: pageOf(paginate ?? null),
  }
}

function clockOf(zone: string | null | undefined): ZoneClock {
  const name = (zone ?? '') || 'UTC'
  if (!isZone(name)) throw badRequest(`window.timezone: there is no time zone ${name}.`)
  return zoneClock(name)
}

function instantOf(text: string | null | undefined, name: string, now: number): number {
  if (text === null || text === undefined) return now / 1000
  const instant = parseInstant(text, now)
  if (instant === null) throw badRequest(`filter.${name}: ${text} is no time.`)
  return instant / 1000
}

function orderOf(names: string[]): GroupKey[] | null {
  return names.length === 0 ? null : names.map(groupKey)
}

function pageOf(paginate: Paginate | null): Question['paginate'] {
  return paginate === null ? null : { page: paginate.page ?? 1, limit: paginate.limit ?? 100 }
}

function groupKey(name: string): GroupKey {
  if (name === 'time' || isLabel(name)) return name
  throw badRequest(`group_by.order: there is nothing called ${name}.`)
}

function oneOf<const Name extends string>(
  names: readonly Name[],
  name: string,
  where: string,
): Name {
  const known = names.find((candidate) => candidate === name)
  if (known === undefined) throw badRequest(`${where}: there is nothing called ${name}.`)
  return known
}

function valueTest(bounds: ReportingBody['filter']['value']): (value: number) => boolean {
  const gte = bounds?.gte ?? Number.NEGATIVE_INFINITY
  const lte = bounds?.lte ?? Number.POSITIVE_INFINITY
  const gt = bounds?.gt ?? Number.NEGATIVE_INFINITY
  const lt = bounds?.lt ?? Number.POSITIVE_INFINITY
  return (value) => value >= gte && value <= lte && value > gt && value < lt
}
