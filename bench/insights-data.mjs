import { loadEncoders, roomId, writeBelow } from './history-data.mjs'

const minutesPerDay = 1_440
const zone = 'Europe/Berlin'
const capacities = [4, 6, 8, 8, 10, 12, 16, 20]

/** @typedef {{ id: string, capacity: number }} Room */
/** @typedef {{ id: string, rooms: Room[] }} Building */

/**
 * Returns buildings with invented rooms, equally many in each.
 *
 * @param {{ buildings: number, rooms: number }} size `rooms` is the number of rooms in all buildings
 * @returns {Building[]}
 */
export function inventBuildings({ buildings, rooms }) {
  const perBuilding = rooms / buildings
  return Array.from({ length: buildings }, (_, building) => ({
    id: `building_${building}`,
    rooms: Array.from({ length: perBuilding }, (__, index) => {
      const room = building * perBuilding + index
      return { id: roomId(room), capacity: getSeats(room) }
    }),
  }))
}

/**
 * Returns the number of seats of a room: few rooms are very large, so that they run out.
 *
 * @param {number} room
 */
function getSeats(room) {
  if (room % 1_000 === 1) return 60
  return room % 100 === 2 ? 30 : (capacities[room % capacities.length] ?? 8)
}

/**
 * Writes room hours, and room minutes of the last days, with the server's encoders. On working days, meetings of 20 to
 * 80 minutes fill a growing share of the rooms, more in the larger ones; some are over capacity. One of 50 rooms is
 * unknown for some hours.
 *
 * @param {string} root folder to write to
 * @param {Building[]} buildings
 * @param {{ from: number, days: number, minuteDays: number }} range `from` is the first minute of the first UTC day in
 *   Unix minutes; the last `minuteDays` days have minutes
 */
export async function writeEstate(root, buildings, { from, days, minuteDays }) {
  const encoders = await loadEncoders()
  const { encodeRoomHours, encodeRoomMinutes, layout, localHours, rollUpHours, close } = encoders
  const listed = buildings.map(({ id, rooms }) => ({
    id,
    name: id,
    timeZone: zone,
    rooms: rooms.map(describeRoom),
  }))
  const snapshot = { at: from, buildings: listed }
  writeBelow(root, layout.topologyFile(from), await encoders.encodeTopology(snapshot))
  const to = from + days * minutesPerDay
  let earlierRooms = 0
  for (const { id, rooms } of buildings) {
    for (let day = from; day < to; day += minutesPerDay) {
      const minutes = rooms.map((room, index) => simulateRoom(room, earlierRooms + index, day))
      const info = {
        building: id,
        collected: [{ from: day, to: day + minutesPerDay }],
        inputs: '',
        finalBefore: null,
      }
      const hours = rollUpHours(minutes, localHours(day, day + minutesPerDay, zone))
      writeBelow(root, layout.dayFile('room-hours', id, day), await encodeRoomHours(hours, info))
      if (day < to - minuteDays * minutesPerDay) continue
      const bytes = await encodeRoomMinutes(minutes, info)
      writeBelow(root, layout.dayFile('room-minutes', id, day), bytes)
    }
    earlierRooms += rooms.length
  }
  await close()
}

/** @param {Room} room */
function describeRoom({ id, capacity }) {
  return { id, name: id, floor: null, capacity, maximumCount: 10 * capacity, sensors: [`${id}-a`] }
}

/**
 * @param {Room} room
 * @param {number} index position of the room in the estate
 * @param {number} day first minute of a UTC day, in Unix minutes
 */
function simulateRoom({ id, capacity }, index, day) {
  const people = new Int32Array(minutesPerDay)
  const random = createRandom(index * 7_919 + day)
  const isWorkday = new Date(day * 60_000).getUTCDay() % 6 > 0
  const closing = isWorkday ? 1_080 : 0
  for (let minute = 420; minute < closing;) {
    const length = 20 + Math.floor(random() * 60)
    const isBusy = random() < (capacity >= 16 ? 0.85 : 0.45)
    const group = Math.ceil(random() * (random() < 0.03 ? 1.3 : 0.9) * capacity)
    if (isBusy) people.fill(group, minute, Math.min(closing, minute + length))
    minute += length + Math.floor(random() * 15)
  }
  if (index % 50 === 0) people.fill(-1, 600 + Math.floor(random() * 60), 700)
  return {
    roomId: id,
    from: day,
    people,
    upperBound: people,
    reported: people.map((count) => (count < 0 ? 0 : 1)),
    expected: new Int32Array(minutesPerDay).fill(1),
    estimated: new Uint8Array(minutesPerDay),
  }
}

/**
 * Returns a function that returns numbers from 0 to 1 (mulberry32).
 *
 * @param {number} seed
 */
function createRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
