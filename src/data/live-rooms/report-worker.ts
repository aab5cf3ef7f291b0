import { parseReport } from '#src/domain/readings/readings.ts'
import { serveRecords } from '#src/lib/records/record-server.ts'

// The entry of the worker that parses the live polls of large buildings.
serveRecords((text) => {
  const { readings, incomplete } = parseReport(JSON.parse(text))
  return { entries: readings, info: { incomplete } }
})
