import { replaceEqualDeep } from '@tanstack/query-core'
import type { SensorReading } from '#src/domain/occupancy/room-occupancy.ts'
import type { Report } from '#src/domain/readings/readings.ts'
import {
  groupByRoom,
  type Device,
  type SensorDirectory,
} from '#src/domain/topology/sensor-directory.ts'
import { createRecordReader } from '#src/lib/records/record-worker.ts'
// oxlint-disable-next-line import/default -- Vite resolves the query to the URL of the bundled worker
import workerUrl from './response-worker.ts?worker&url'

type TrustedTypePolicy = {
  /** Returns an object that `Worker` accepts instead of a string. */
  createScriptURL: (url: string) => string
}

declare global {
  /** Undefined in browsers that do not support Trusted Types. */
  var trustedTypes:
    { createPolicy: (name: string, rules: TrustedTypePolicy) => TrustedTypePolicy } | undefined
}

let policy: TrustedTypePolicy | undefined

/**
 * Starts a worker. The content security policy allows only this Trusted Types policy, which allows only the URL of the
 * worker.
 */
function startWorker(name: 'report' | 'sensors'): Worker {
  policy ??= globalThis.trustedTypes?.createPolicy('response-worker', {
    createScriptURL: () => workerUrl,
  })
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module', name })
}

const readReport = createRecordReader<Record<string, SensorReading>, Pick<Report, 'incomplete'>>(
  () => startWorker('report'),
)

/**
 * Parses the response to a live poll in a worker. Rooms with unchanged readings are the same objects as in `previous`.
 *
 * @returns null if the main thread must parse the response
 */
export async function parseReportInWorker(text: string, previous: Report): Promise<Report | null> {
  const record = await readReport(text, previous.readings)
  return record && { readings: record.entries, incomplete: record.info.incomplete }
}

const readDevices = createRecordReader<Device, Omit<SensorDirectory, 'devices' | 'byRoom'>>(() =>
  startWorker('sensors'),
)

/** The devices of a directory by index, as `readDevices` returned them. */
const recordsOfDirectories = new WeakMap<SensorDirectory, Record<string, Device>>()

/**
 * Parses the sensors response in a worker. Unchanged devices, and the lists of rooms without changed devices, are the
 * same objects as in `previous`.
 *
 * @returns null if the main thread must parse the response
 */
export async function parseSensorsInWorker(
  text: string,
  previous: SensorDirectory,
): Promise<SensorDirectory | null> {
  const known = recordsOfDirectories.get(previous) ?? Object.fromEntries(previous.devices.entries())
  const record = await readDevices(text, known)
  if (!record) return null
  // Objects list integer keys in ascending order, so the devices keep their order.
  const devices = Object.values(record.entries)
  const byRoom = groupByRoom(devices)
  for (const roomId in byRoom) {
    const before = previous.byRoom[roomId]
    const now = byRoom[roomId]
    const isSame =
      before?.length === now?.length && now?.every((device, i) => device === before?.[i])
    if (before && isSame) byRoom[roomId] = before
  }
  const directory = { ...replaceEqualDeep(infoOf(previous), record.info), devices, byRoom }
  recordsOfDirectories.set(directory, record.entries)
  return directory
}

function infoOf({ at, hives, missing, duplicates }: SensorDirectory) {
  return { at, hives, missing, duplicates }
}
