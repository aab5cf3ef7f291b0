import { ContractError } from '#src/contract/errors.ts'
import {
  provisionalMinutes,
  type MinuteRange,
  type SensorMinutes,
  type SensorSeries,
} from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { noMinutes } from '#server/history/files/merge-minutes.ts'
import { pause } from '#server/history/pause.ts'
import type { HistoryFailure, Result } from '#server/history/protocol.ts'
import { toMinute, type CollectorGateway } from './collector-options.ts'
import {
  minuteFunctions,
  minuteRequest,
  parseMinutes,
  type MinuteResponses,
  type Resolution,
} from './minute-request.ts'
import { buildingsOnDay, divideByBuilding } from './place-readings.ts'
import type { RequestBudget } from './request-budget.ts'
import type { WindowSize } from './window-size.ts'

type FetchOptions = {
  gateway: CollectorGateway
  budget: RequestBudget
  size: WindowSize
  resolution: Resolution
  /** Milliseconds of a monotonic clock. */
  elapsed: () => number
  isKept: (series: SensorSeries) => boolean
}

/** Windows begin and end at multiples of this number of minutes. */
export const windowSteps = { minute: 1, hour: 60 } as const

type FetchedWindow =
  | { ok: true; value: SensorMinutes }
  /** `isDivided`: a shorter window is requested next, because the response was too large. */
  | { ok: false; failure: HistoryFailure; isDivided: boolean }

/** Failures that a request can cause because it is too long for the server, such as a timeout. */
const mayDependOnLength: ReadonlySet<HistoryFailure['code']> = new Set([
  'unavailable',
  'refused',
  'failed',
])

/** Requests the readings of a window, with one request for each value of a minute. */
export async function fetchWindow(
  range: MinuteRange,
  { gateway, budget, size, resolution, elapsed, isKept }: FetchOptions,
): Promise<FetchedWindow> {
  const minutes = range.to - range.from
  const responses: MinuteResponses = { last: new Uint8Array(), max: new Uint8Array() }
  for (const name of minuteFunctions) {
    budget.onRequest(elapsed())
    const result = await gateway.report(minuteRequest(range, name, resolution))
    if (!result.ok) {
      const { code, retryAfterSeconds } = result.failure
      const isDivided = code === 'too_large' && size.onTooLarge(minutes, windowSteps[resolution])
      if (mayDependOnLength.has(code)) size.onFailure(minutes)
      if (!isDivided) budget.onFailure(elapsed(), retryAfterSeconds)
      return { ...result, isDivided }
    }
    size.onResponse(minutes, result.value.length)
    responses[name] = result.value
  }
  try {
    const parsed = await parseMinutes(responses, range, isKept)
    budget.onSuccess()
    return { ok: true, value: parsed }
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    budget.onFailure(elapsed(), undefined)
    return { ok: false, failure: { code: 'failed' }, isDivided: false }
  }
}

/** Writes the readings of a window, which lies within one day, to the files of all buildings. */
export async function storeWindow(
  files: HistoryFiles,
  minutes: SensorMinutes,
  range: MinuteRange,
  {
    resolution,
    requestedAt,
    lead,
  }: Pick<Parameters<HistoryFiles['addMinutes']>[2], 'resolution' | 'lead'> & {
    requestedAt: number
  },
): Promise<void> {
  const day = dayStart(range.from)
  const { snapshots, sensors } = files.index
  const divided = divideByBuilding(minutes, day, snapshots)
  await pause()
  const buildings = new Set(buildingsOnDay(snapshots, day))
  for (const building of divided.keys()) buildings.add(building)
  for (const [building, days] of sensors) if (days.has(day)) buildings.add(building)
  const provisionalFrom = toMinute(requestedAt) - provisionalMinutes
  for (const building of buildings) {
    await files.addMinutes(building, day, {
      minutes: divided.get(building) ?? noMinutes,
      range,
      provisionalFrom,
      resolution,
      lead,
    })
  }
}

type ProbeOptions = Pick<FetchOptions, 'gateway' | 'budget' | 'elapsed'> & { now: () => number }

/**
 * Returns the resolution that Butlr allows: requests one-minute windows, then hourly windows if Butlr refuses those, and
 * then one-minute windows again, because a single refusal can have another cause. The failure is `refused` if Butlr
 * refuses both.
 */
export async function probeResolution(options: ProbeOptions): Promise<Result<Resolution>> {
  const result = await probeBoth(options)
  if (result.ok) options.budget.onSuccess()
  else options.budget.onFailure(options.elapsed(), result.failure.retryAfterSeconds)
  return result
}

async function probeBoth(options: ProbeOptions): Promise<Result<Resolution>> {
  const minute = await probe('minute', options)
  if (!isRefused(minute)) return minute
  const hour = await probe('hour', options)
  if (!hour.ok) return hour
  const again = await probe('minute', options)
  return isRefused(again) ? hour : again
}

const isRefused = (result: Result<Resolution>): boolean =>
  !result.ok && result.failure.code === 'refused'

const probeMinutes = { minute: 5, hour: 60 } as const

/** Requests the last settled minutes or hour. The value is the resolution. */
async function probe(
  resolution: Resolution,
  { gateway, budget, elapsed, now }: ProbeOptions,
): Promise<Result<Resolution>> {
  const length = probeMinutes[resolution]
  const to = Math.floor((toMinute(now()) - provisionalMinutes) / length) * length
  budget.onRequest(elapsed())
  const result = await gateway.report(minuteRequest({ from: to - length, to }, 'last', resolution))
  return result.ok ? { ok: true, value: resolution } : result
}
