import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const minutesPerDay = 1_440
const building = 'building_bench'

/** @param {number} room */
export const roomId = (room) => `room_${String(room).padStart(27, '0')}`

/**
 * Writes a history with the server's encoders. Each room has two sensors and is in use from 07:00 to 18:00 UTC.
 *
 * @param {string} root folder to write to
 * @param {{ rooms: number, days: number, from: number }} size `from` is the first minute of the first UTC day, in Unix
 *   minutes
 */
export async function writeHistory(root, { rooms, days, from }) {
  const { encodeRoomMinutes, encodeSensorDay, encodeTopology, layout, close } = await loadEncoders()
  const write = (/** @type {string} */ path, /** @type {Uint8Array} */ bytes) =>
    writeBelow(root, path, bytes)
  const listed = Array.from({ length: rooms }, (_, room) => toRoom(room))
  const buildings = [{ id: building, name: 'Bench', timeZone: 'Europe/Berlin', rooms: listed }]
  write(layout.topologyFile(from), encodeTopology({ at: from, buildings }))
  for (let index = 0; index < days; index += 1) {
    const day = from + index * minutesPerDay
    const collected = [{ from: day, to: day + minutesPerDay }]
    const { roomMinutes, sensorMinutes } = simulateDay(listed, day)
    write(
      layout.dayFile('room-minutes', building, day),
      encodeRoomMinutes(roomMinutes, { building, collected, inputs: '', finalBefore: null }),
    )
    const info = {
      building,
      collected,
      provisional: [],
      hourly: [],
      hasZeros: true,
      reported: sensorMinutes.series,
      deletedRooms: [],
      deletedBefore: null,
    }
    write(
      layout.dayFile('sensor-minutes', building, day),
      encodeSensorDay(sensorMinutes, info, day).bytes,
    )
  }
  await close()
}

/** Loads the server's encoders through Vite. The caller must close Vite. */
export async function loadEncoders() {
  const vite = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  })
  const load = (/** @type {string} */ file) => vite.ssrLoadModule(file)
  const files = '/server/history/files'
  const [rooms, { encodeSensorDay }, { encodeTopology }, layout, { localHours, rollUpHours }] =
    await Promise.all([
      load(`${files}/room-file.ts`),
      load(`${files}/sensor-file.ts`),
      load(`${files}/topology-file.ts`),
      load(`${files}/layout.ts`),
      load('/src/domain/history/room-hours.ts'),
    ])
  const { encodeRoomMinutes, encodeRoomHours } = rooms
  return {
    encodeRoomMinutes,
    encodeRoomHours,
    encodeSensorDay,
    encodeTopology,
    layout,
    localHours,
    rollUpHours,
    close: () => vite.close(),
  }
}

/**
 * @param {string} root
 * @param {string} path
 * @param {Uint8Array} bytes
 */
export function writeBelow(root, path, bytes) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), bytes)
}

/** @param {number} room */
function toRoom(room) {
  const id = roomId(room)
  const sensors = ['a', 'b'].map((suffix) => `${id}-${suffix}`)
  return { id, name: `Room ${room}`, floor: null, capacity: 8, maximumCount: 80, sensors }
}

/**
 * @param {ReturnType<typeof toRoom>[]} rooms
 * @param {number} day
 */
function simulateDay(rooms, day) {
  const series = rooms.flatMap(({ id, sensors }) => sensors.map((mac) => ({ roomId: id, mac })))
  const counts = series.map((_, index) =>
    Int32Array.from({ length: minutesPerDay }, (__, minute) => {
      const isOpen = minute > 420 && minute < 1_080
      return isOpen ? Math.max(0, Math.round(3 * Math.sin(minute / 41 + index + day))) : 0
    }),
  )
  const rows = series.length * minutesPerDay
  const ofRow = (/** @type {number} */ row) =>
    counts[Math.floor(row / minutesPerDay)]?.[row % minutesPerDay] ?? 0
  const last = Int32Array.from({ length: rows }, (_, row) => ofRow(row))
  const sensorMinutes = {
    series,
    seriesAt: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / minutesPerDay)),
    minute: Int32Array.from({ length: rows }, (_, row) => day + (row % minutesPerDay)),
    last,
    max: last.map((count) => count + 1),
  }
  const roomMinutes = rooms.map(({ id }, room) => {
    const people = Int32Array.from(
      { length: minutesPerDay },
      (_, minute) => (counts[2 * room]?.[minute] ?? 0) + (counts[2 * room + 1]?.[minute] ?? 0),
    )
    return {
      roomId: id,
      from: day,
      people,
      upperBound: people.map((count) => count + 2),
      reported: new Int32Array(minutesPerDay).fill(2),
      expected: new Int32Array(minutesPerDay).fill(2),
      estimated: new Uint8Array(minutesPerDay),
    }
  })
  return { roomMinutes, sensorMinutes }
}
