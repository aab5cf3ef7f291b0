import { tz } from '@date-fns/tz'
import { startOfDay } from 'date-fns'
import type { Zone } from './zone.ts'

/** The instant at which the zone's current calendar day began; right on days of 23 and 25 hours. Unix milliseconds. */
export function startOfLocalDay(at: number, zone: Zone): number {
  return startOfDay(at, { in: tz(zone.name) }).getTime()
}
