import type { ReportingRequest } from '#src/contract/reporting.ts'
import type { HistoryBuilding, MinuteRange, UnixMinute } from '#src/domain/history/minutes.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import type { HistoryFailure, Result } from '#server/history/protocol.ts'

/** Readings of the last ten minutes can still be corrected. */
const provisionalMinutes = 10

type UpstreamReading = {
  roomId: string
  mac: string
  minute: number
  last: number
  max: number
}

/** A simulated Reporting API. Readings that are older than ten minutes depend only on the sensor and the minute. */
export type HistoryUpstream = {
  /** Answers a request for the minutes of all sensors. */
  report: (body: ReportingRequest) => Result<Uint8Array>
  topology: () => readonly HistoryBuilding[]
  /** Returns the final readings of a range, in any order. */
  readings: (from: UnixMinute, to: UnixMinute) => UpstreamReading[]
}

type UpstreamOptions = {
  seed: number
  /** In Unix milliseconds. */
  now: () => number
  /** Average number of minutes per reading of a sensor. */
  minutesPerReading: number
  /** Maximum length of a request in minutes. Longer requests fail with `too_large`. */
  maxMinutes: number
  /** When a sensor moves to a room of another building, in the topology and in the responses. */
  moveAt: UnixMinute
  /** Returns the error code of a request for a range, or null if it succeeds. */
  fault?: (range: MinuteRange) => HistoryFailure['code'] | null
  /** Whether one-minute windows are refused. */
  refusesMinutes?: boolean
  /** Number of sensors in each response that occur in no response for another range, all in one room. */
  inventedSensors?: number
  editTopology?: (
    buildings: readonly HistoryBuilding[],
    at: UnixMinute,
  ) => readonly HistoryBuilding[]
}

const rooms = ['room_1', 'room_2', 'room_3'] as const
const sensors: readonly { mac: string; roomId: string; movesTo?: string }[] = [
  { mac: '00-01', roomId: 'room_1' },
  { mac: '00-02', roomId: 'room_1', movesTo: 'room_3' },
  { mac: '00-03', roomId: 'room_2' },
  { mac: '00-04', roomId: 'room_3' },
  { mac: '00-05', roomId: 'former' },
]

export function createHistoryUpstream(options: UpstreamOptions): HistoryUpstream {
  const { seed, now, minutesPerReading, maxMinutes, moveAt } = options
  const roomAt = ({ roomId, movesTo }: (typeof sensors)[number], minute: UnixMinute) =>
    movesTo !== undefined && minute >= moveAt ? movesTo : roomId

  function readingAt(index: number, minute: UnixMinute, version: number): UpstreamReading | null {
    const sensor = sensors[index]
    const hash = mix(mix(mix(seed, index), minute), version)
    if (sensor === undefined || hash % minutesPerReading !== 0) return null
    const last = (hash >>> 8) % 6
    const max = last + ((hash >>> 12) % 3)
    return { roomId: roomAt(sensor, minute), mac: sensor.mac, minute, last, max }
  }
  function eachReading(from: UnixMinute, to: UnixMinute, at: UnixMinute | null): UpstreamReading[] {
    const readings: UpstreamReading[] = []
    for (let index = 0; index < sensors.length; index += 1) {
      for (let minute = from; minute < to; minute += 1) {
        const isFinal = at === null || minute < at - provisionalMinutes
        const reading = readingAt(index, minute, isFinal ? 0 : (at ?? 0))
        if (reading !== null) readings.push(reading)
      }
    }
    return readings
  }

  return {
    report({ filter, window }) {
      const from = Date.parse(filter.start) / minuteMs
      const to = Date.parse(filter.stop ?? '') / minuteMs
      if (!Number.isInteger(from) || !(to > from) || to - from >= 24 * 60) return failed('refused')
      if (options.refusesMinutes === true && window.every === '1m') return failed('refused')
      if (to - from > maxMinutes) return failed('too_large')
      const fault = options.fault?.({ from, to }) ?? null
      if (fault !== null) return failed(fault)
      const at = Math.floor(now() / minuteMs)
      const step = window.every === '1m' ? 1 : 60
      const data: Record<string, Record<string, Record<string, { last: number }>>> = {}
      for (const { roomId, mac, minute, last, max } of eachReading(from, to, at)) {
        const room = (data[roomId] ??= {})
        const times = (room[mac] ??= {})
        const time = new Date(Math.floor(minute / step) * step * minuteMs).toISOString()
        const known = times[time]?.last ?? 0
        times[time] = { last: window.function === 'max' ? Math.max(known, max) : last }
      }
      for (let index = 0; index < (options.inventedSensors ?? 0); index += 1) {
        const room = (data[`invented_${filter.start}`] ??= {})
        room[`${filter.start}_${index}`] = { [filter.start]: { last: 1 } }
      }
      return { ok: true, value: new TextEncoder().encode(JSON.stringify({ data })) }
    },
    topology() {
      const at = Math.floor(now() / minuteMs)
      const room = (id: string) => ({
        id,
        name: id,
        floor: null,
        capacity: id === 'room_2' ? 1 : 8,
        maximumCount: 40,
        sensors: sensors.filter((sensor) => roomAt(sensor, at) === id).map(({ mac }) => mac),
      })
      const [first, second, third] = rooms.map(room)
      const building = (id: string, listed: (typeof first)[]) => ({
        id,
        name: id,
        timeZone: 'Europe/Berlin',
        rooms: listed.filter((one) => one !== undefined),
      })
      const buildings = [building('building_1', [first, second]), building('building_2', [third])]
      return options.editTopology?.(buildings, at) ?? buildings
    },
    readings: (from, to) => eachReading(from, to, null),
  }
}

function failed(code: HistoryFailure['code']): Result<never> {
  return { ok: false, failure: { code } }
}

function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ Math.imul(other, 0x9e_37_79_b1), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return (hash ^ (hash >>> 16)) >>> 0
}
