import { parseReport } from '#src/domain/readings/readings.ts'
import { parseSensorsResponse } from '#src/domain/topology/sensor-directory.ts'
import { serveRecords } from '#src/lib/records/record-server.ts'

// The entry point of workers that parse the responses of large buildings. The name of a worker determines the kind of
// response.
if (self.name === 'report') {
  serveRecords((text) => {
    const { readings, incomplete } = parseReport(JSON.parse(text))
    return { entries: readings, info: { incomplete } }
  })
} else {
  serveRecords((text) => {
    const { devices, byRoom: _, ...info } = parseSensorsResponse(JSON.parse(text))
    return { entries: Object.fromEntries(devices.entries()), info }
  })
}
