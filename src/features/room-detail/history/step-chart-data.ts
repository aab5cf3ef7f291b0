import type { ChartData, ChartPoint, ChartSeries } from '#src/components/charts/chart-data.ts'
import type { RoomHistory } from '#src/contract/history.ts'
import { minute } from '#src/domain/time/duration.ts'
import { sameLocalTimes } from '#src/domain/time/same-local-time.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { roomLine } from '#messages/room-chart.ts'
import * as text from '#messages/room-history.tsx'
import type { HistoryView } from './history-view.ts'

type Steps = NonNullable<RoomHistory['steps']>

/** Returns the chart of a day: its sensors, the room, and the room in the period to compare with. */
export function toChartData(
  { history, previous, zone, dates, labels }: HistoryView,
  steps: Steps,
  metric: 'max' | 'last',
): ChartData {
  const { from, to, capacity, provisionalFrom } = history
  const end = history.days[0]?.to ?? to
  const byMac = new Map(steps.sensors.map((sensor) => [sensor.mac, sensor]))
  const sensors = labels.map(({ mac, name, colour }): ChartSeries => {
    const points = toMinutes(byMac.get(mac)?.[metric] ?? [], from, to)
    return { id: mac, label: name, colour, points }
  })
  const hasRoomLine = metric === 'last' && sensors.length > 1
  const room: ChartSeries = {
    id: 'room',
    label: roomLine,
    colour: 'var(--ink)',
    emphasis: 'total',
    points: toMinutes(steps.people, from, to),
  }
  const before =
    metric === 'last' ? beforeSeries(previous, { from, to: Math.max(end, to) }, zone) : []
  return {
    label: text.chartName(dates),
    zone,
    from,
    to: Math.max(end, to),
    step: minute,
    series: [...sensors, ...before, ...(hasRoomLine ? [room] : [])],
    curve: 'step',
    now: to,
    ...(metric === 'last' && capacity !== null && { limit: capacity }),
    ...(provisionalFrom !== null && { provisionalFrom }),
  }
}

/**
 * Returns the room's series for the earlier period, at the same local times of the current period; empty if there is no
 * data.
 *
 * @param range the current period in Unix milliseconds
 */
function beforeSeries(
  previous: RoomHistory | null,
  range: { from: number; to: number },
  zone: TimeZone,
): ChartSeries[] {
  if (!previous?.steps) return []
  const earlier = toMinutes(previous.steps.people, previous.from, previous.to)
  const values = new Map(earlier.map(({ at, value }) => [at / minute, value]))
  const times = sameLocalTimes(toUnixMinutes(range), toUnixMinutes(previous), zone.name)
  const points = times.flatMap((time, index): ChartPoint[] => {
    const value = time === null ? null : (values.get(time) ?? null)
    return value === null ? [] : [{ at: range.from + index * minute, value }]
  })
  if (points.length === 0) return []
  const label = text.beforeLine
  return [{ id: 'before', label, colour: 'var(--ink-muted)', emphasis: 'before', points }]
}

function toUnixMinutes({ from, to }: { from: number; to: number }) {
  return { from: from / minute, to: Math.ceil(to / minute) }
}

/** Returns the known minutes of a value that changes in steps. */
function toMinutes(
  steps: readonly (readonly [at: number, value: number | null])[],
  from: number,
  to: number,
): ChartPoint[] {
  return steps.flatMap(([start, value], index) => {
    if (value === null) return []
    const end = Math.min(steps[index + 1]?.[0] ?? to, to)
    const points: ChartPoint[] = []
    for (let at = Math.max(start, from); at < end; at += minute) points.push({ at, value })
    return points
  })
}
