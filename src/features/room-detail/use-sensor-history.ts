import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import {
  liveSensorHistoryQuery,
  sensorHistoryQuery,
  type SensorHistory,
} from '#src/data/reporting/history-queries.ts'
import type { ChartParams } from './chart-params.ts'

/** A history, and what was asked for to get it. */
export type Picture = { history: SensorHistory; params: ChartParams }

/**
 * What the chart shows. `picture` is what was asked for, or until that is there the one before it, `waiting` then;
 * null before the first. `error` is why the newest request failed, which takes nothing away that is there already.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function useSensorHistory(
  roomId: string,
  params: ChartParams,
  maximum: number,
): { picture: Picture | null; waiting: boolean; error: unknown } {
  const { metric, range } = params
  const { intervalMs } = usePollers().snapshot
  const growing = useQuery({
    ...liveSensorHistoryQuery(roomId, metric, maximum, intervalMs),
    enabled: range === 'live',
  })
  const past = useQuery({
    ...sensorHistoryQuery(roomId, range === 'live' ? '1h' : range, metric, maximum),
    enabled: range !== 'live',
  })
  const { data, error } = range === 'live' ? growing : past

  const [latest, setLatest] = useState<Picture | null>(null)
  const picture = data ? pictureOf(data, params, latest) : latest
  if (data && picture !== latest) setLatest(picture)
  if (data) return { picture, waiting: false, error }
  return { picture: error ? null : picture, waiting: !error, error }
}

/** The same picture as before where nothing about it changed, so that nothing is drawn again. */
function pictureOf(history: SensorHistory, params: ChartParams, latest: Picture | null): Picture {
  const same =
    latest?.history === history &&
    latest.params.metric === params.metric &&
    latest.params.range === params.range
  return same ? latest : { history, params }
}
