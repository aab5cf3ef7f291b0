import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

const reportBytes = 30 * 1024 * 1024
/** Number of rooms in the topology, which is about 5 MB with outlines of `outlineCorners` corners. */
const rooms = 5_000
const outlineCorners = 48
const roomsPerFloor = 100

/**
 * Starts a Butlr stub that accepts every login. It returns a topology with one sensor per room, one count per room for
 * the live poll, and a day of one-minute values for any other report.
 */
export async function startUpstream() {
  const series = daySeries()
  const live = Buffer.from(JSON.stringify({ data: liveCounts() }))
  const places = Buffer.from(JSON.stringify({ data: { sites: { data: [site()] } } }))
  const sensors = Buffer.from(JSON.stringify({ data: sensorList() }))
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => respond(incoming, response, body))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    topologyBytes: places.length,
    close: () => server.close(),
  }

  /**
   * @param {import('node:http').IncomingMessage} incoming
   * @param {import('node:http').ServerResponse} response
   * @param {string} body
   */
  function respond(incoming, response, body) {
    response.setHeader('content-type', 'application/json')
    if (incoming.url?.endsWith('/login')) response.end('{"access_token":"t","expires_in":3600}')
    else if (body.includes('HeadroomPlaces')) response.end(places)
    else if (body.includes('HeadroomSensors')) response.end(sensors)
    else if (incoming.url?.endsWith('/graphql')) response.end('{"data":{"sites":{"data":[]}}}')
    else response.end(body.includes('"-2m"') ? live : series)
  }
}

function daySeries() {
  const start = Date.parse('2026-11-25T00:00:00Z')
  const texts = []
  let bytes = 0
  for (let room = 0; bytes < reportBytes; room += 1) {
    const minutes = Array.from({ length: 1_440 }, (_, minute) => {
      const at = new Date(start + minute * 60_000).toISOString()
      return `"${at}":${JSON.stringify(metrics((room * 7 + minute) % 9))}`
    })
    const text = `"${roomId(room)}":{${minutes.join(',')}}`
    bytes += text.length + 1
    texts.push(text)
  }
  return Buffer.from(`{"data":{${texts.join(',')}}}`)
}

function liveCounts() {
  const indexes = Array.from({ length: rooms }, (_, room) => room)
  return Object.fromEntries(
    indexes.map((room) => [roomId(room), { [macAddress(room)]: metrics(room % 9) }]),
  )
}

/** @param {number} count */
function metrics(count) {
  const leaf = { sum: count, min: count, max: count, count: 1, mean: count }
  return { ...leaf, median: count, stddev: 0, first: count, last: count }
}

function site() {
  const floors = Array.from({ length: rooms / roomsPerFloor }, (_, floor) => ({
    id: `space_${floor}`,
    name: `Floor ${floor}`,
    floorNumber: floor,
    tags: [{ id: 'tag_1', name: 'Office' }],
    rooms: Array.from({ length: roomsPerFloor }, (_unused, room) =>
      roomAt(floor, floor * roomsPerFloor + room),
    ),
    zones: [],
  }))
  const buildings = [{ id: 'building_1', name: 'Campus', floors }]
  return { id: 'site_1', name: 'Campus', timezone: 'Europe/Berlin', buildings }
}

/**
 * @param {number} floor
 * @param {number} room
 */
function roomAt(floor, room) {
  return {
    id: roomId(room),
    name: `Room ${room}`,
    floor_id: `space_${floor}`,
    roomType: 'meeting_room',
    capacity: { max: 12, mid: 6 },
    coordinates: Array.from({ length: outlineCorners }, (_, corner) => {
      const angle = (corner / outlineCorners) * 2 * Math.PI
      const along = (/** @type {number} */ offset) => Math.round(offset * 1_000) / 1_000
      return [along((room % 10) * 8 + 3 * Math.cos(angle)), along(room / 10 + 3 * Math.sin(angle))]
    }),
    rotation: 0,
    tags: [{ id: 'tag_2', name: 'Quiet' }],
  }
}

function sensorList() {
  const data = Array.from({ length: rooms }, (_, room) => ({
    id: `sensor_${room}`,
    name: `Sensor ${room}`,
    mac_address: macAddress(room),
    mode: 'presence',
    model: 'Heatic 2',
    floor_id: `space_${Math.floor(room / roomsPerFloor)}`,
    room_id: roomId(room),
    hive_id: 'hive_1',
    hive_serial: 'hive-1',
    is_online: room % 50 !== 0,
    last_heartbeat: 1_764_000_000,
    last_occupancy_message: 1_764_000_000,
    installation_status: 'INSTALLED',
    center: [1.5, 2.5],
    power_type: 'battery',
    battery_change_by_date: '2027-01-01T00:00:00Z',
  }))
  return { sensors: { data }, hives: { data: [] } }
}

/** @param {number} room */
function roomId(room) {
  return `room_${String(room).padStart(27, '0')}`
}

/** @param {number} sensor */
function macAddress(sensor) {
  return `00-17-0d-00-00-${String(sensor).padStart(6, '0')}`
}
