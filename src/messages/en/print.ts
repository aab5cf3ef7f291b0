/** Messages of the heading that only printed pages have. */
import { ago } from './units.ts'

/** @param screen the name of a screen or room, as in the title of the browser tab */
export const heading = (screen: string) => `Headroom · ${screen}`
/** Sort orders of rooms. The best fit is the smallest free room with enough seats. */
export const roomSorts = {
  floor: 'sorted by floor',
  name: 'sorted by name',
  kind: 'sorted by kind',
  occupancy: 'sorted by occupancy',
  capacity: 'sorted by capacity',
  utilisation: 'sorted by utilisation',
  state: 'sorted by state',
  reporting: 'sorted by sensors',
  age: 'sorted by last update',
  problems: 'problems first',
  usual: 'busier than usual first',
  fit: 'best fit first',
}
export const sensorSorts = {
  problem: 'problems first',
  name: 'sorted by name',
  room: 'sorted by room',
  mode: 'sorted by mode',
  heartbeat: 'sorted by heartbeat',
  report: 'sorted by last report',
  battery: 'sorted by battery',
  hive: 'sorted by hive',
}
/** @param order one of the sort orders above */
export const reversed = (order: string) => `${order}, reversed`
/**
 * When the page was printed.
 *
 * @param time such as `27 Nov 2026, 10:30`
 * @param zone such as `Europe/Berlin (CET)`
 */
export const printedAt = (time: string, zone: string) => `Printed ${time}, ${zone}`
/** @param age such as `3 s` */
export const dataAge = (age: string) => `Data received ${ago(age)}`
export const noData = 'No current data'
