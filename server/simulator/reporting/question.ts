import {
  measurements,
  windowFunctions,
  type Measurement,
  type WindowFunction,
} from '#src/contract/reporting.ts'
import * as v from 'valibot'
import { badRequest } from '#server/simulator/faults/refusal.ts'
import { isZone, zoneClock, type ZoneClock } from '#server/simulator/zone-clock.ts'
import { allowedSpans, type AllowedSpan } from './allowed-spans.ts'
import { parseInstant } from './instant.ts'
import { isLabel, type LabelName } from './labels.ts'
import { ReportingBody } from './reporting-request.ts'
import { createWindows, parseSpan, secondsOf, type Windows } from './windows.ts'

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
