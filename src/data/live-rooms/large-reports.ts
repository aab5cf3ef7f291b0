import type { ReadingsByRoom, SensorReading } from '#src/domain/occupancy/room-occupancy.ts'
import type { Report } from '#src/domain/readings/readings.ts'
import { createRecordReader } from '#src/lib/records/record-worker.ts'
// oxlint-disable-next-line import/default -- Vite resolves the query to the URL of the bundled worker
import workerUrl from './report-worker.ts?worker&url'

declare global {
  /** Trusted Types, in browsers that support them. */
  var trustedTypes:
    | {
        /** The result of `createScriptURL` is an object that `Worker` accepts in place of a string. */
        createPolicy: (
          name: string,
          rules: { createScriptURL: (url: string) => string },
        ) => { createScriptURL: (url: string) => string }
      }
    | undefined
}

/** Starts the worker. The content security policy allows one Trusted Types policy, and this one allows one URL. */
function startReportWorker(): Worker {
  const policy = globalThis.trustedTypes?.createPolicy('report-worker', {
    createScriptURL: () => workerUrl,
  })
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' })
}

const readRecord = createRecordReader<Record<string, SensorReading>, Pick<Report, 'incomplete'>>(
  startReportWorker,
)

/**
 * Parses the response to a live poll in a worker. Rooms whose readings are unchanged are the objects of `previous`.
 *
 * @returns null if the page must parse the response itself
 */
export async function parseLargeReport(
  text: string,
  previous: ReadingsByRoom,
): Promise<Report | null> {
  const record = await readRecord(text, previous)
  return record && { readings: record.entries, incomplete: record.info.incomplete }
}
