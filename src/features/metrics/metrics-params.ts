import { useMemo } from 'react'
import { metricNames, type MetricName } from '#src/contract/reporting.ts'
import type { MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { metricsRoomParam } from '#src/lib/routes.ts'
import { oneOf, optionalText } from '#src/lib/url-state.ts'

/** The page's query parameters: `?room=room_1&sensor=00-17…&metric=median&period=30m`. */
export type MetricsParams = {
  /** ID of the room; null means that the page selects one. */
  room: string | null
  /** MAC address of the sensor; null means that the page selects one. */
  sensor: string | null
  metric: MetricName
  period: MetricPeriod
}

const queryParams = {
  room: metricsRoomParam,
  sensor: optionalText('sensor'),
  metric: oneOf('metric', metricNames, 'max'),
  period: oneOf('period', ['2m', '30m'], '2m'),
}

/** Reads the parameters from a query. Unknown values count as absent. */
function readMetricsParams(search: URLSearchParams): MetricsParams {
  return {
    room: queryParams.room.read(search),
    sensor: queryParams.sensor.read(search),
    metric: queryParams.metric.read(search),
    period: queryParams.period.read(search),
  }
}

/** Returns the query after a change. Omits defaults and keeps all other parameters. Another room clears the sensor. */
function writeMetricsParams(
  search: URLSearchParams,
  change: Partial<MetricsParams>,
): URLSearchParams {
  const sensor = change.room === undefined ? {} : { sensor: null }
  const params = { ...readMetricsParams(search), ...sensor, ...change }
  const next = new URLSearchParams(search)
  queryParams.room.write(next, params.room)
  queryParams.sensor.write(next, params.sensor)
  queryParams.metric.write(next, params.metric)
  queryParams.period.write(next, params.period)
  return next
}

/** Changes the parameters. Replaces the history entry, so that Back leaves the page. */
export type ChangeMetricsParams = (change: Partial<MetricsParams>) => void

/** Returns the page's parameters and a function to change them. */
export function useMetricsParams(): { params: MetricsParams; change: ChangeMetricsParams } {
  const search = useSearchParams()
  const params = useMemo(() => readMetricsParams(search), [search])
  return { params, change: changeMetricsParams }
}

const changeMetricsParams: ChangeMetricsParams = (change) =>
  updateSearchParams((before) => writeMetricsParams(before, change), { replace: true })
