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
  /** The result is an object that `Worker` accepts in place of a string. */
  createScriptURL: (url: string) => string
}

declare global {
  /** Trusted Types, in browsers that support them. */
  var trustedTypes:
    { createPolicy: (name: string, rules: TrustedTypePolicy) => TrustedTypePolicy } | undefined
}

let policy: TrustedTypePolicy | undefined

/**
 * Starts a worker. The content security policy allows one Trusted Types policy, and that policy allows only the URL of
 * the worker.
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
 * Parses the response to a live poll in a worker. Rooms whose readings are unchanged are the objects of `previous`.
 *
 * @returns null if the page must parse the response itself
 */
export async function parseReportInWorker(text: string, previous: Report): Promise<Report | null> {
  const record = await readReport(text, previous.readings)
  return record && { readings: record.entries, incomplete: record.info.incomplete }
}

const readDevices = createRecordReader<Device, Omit<SensorDirectory, 'devices' | 'byRoom'>>(() =>
  startWorker('sensors'),
)

/** The devices of a directory by their index, as `readDevices` returned them. */
const recordsOfDirectories = new WeakMap<SensorDirectory, Record<string, Device>>()

/**
 * Parses the sensors response in a worker. Unchanged devices, and the lists of rooms in which no device changed, are the
 * objects of `previous`.
 *
 * @returns null if the page must parse the response itself
 */
export async function parseSensorsInWorker(
  text: string,
  previous: SensorDirectory,
): Promise<SensorDirectory | null> {
  const known = recordsOfDirectories.get(previous) ?? Object.fromEntries(previous.devices.entries())
  const record = await readDevices(text, known)
  if (!record) return null
  // The keys are indexes, and objects list integer keys in ascending order, so devices keep their order.
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
