import type { JudgedDevice } from './judged-device.ts'
import type { Sort } from './devices-params.ts'
import { problems } from './problem.ts'

const names = new Intl.Collator('en', { numeric: true })

/** How bad the worst of a sensor's problems is: 0 is the worst there is. Hidden devices stand after those that are well. */
export function rankOf({ device, problems: own }: JudgedDevice): number {
  const [worst] = own
  if (worst !== undefined) return problems.indexOf(worst)
  return problems.length + (device.hidden === null ? 0 : 1)
}

/** What a column is sorted by; null is not known, and stands last either way. */
const keys: Record<Sort, (one: JudgedDevice) => string | number | null> = {
  problem: rankOf,
  name: ({ device }) => device.name,
  room: ({ room }) => room.name,
  mode: ({ device }) => device.mode,
  // The latest first, as ages grow downwards.
  heartbeat: ({ device }) => negative(device.lastHeartbeatAt),
  report: ({ device }) => negative(device.lastReportAt),
  battery: ({ device }) => device.batteryDueAt,
  hive: ({ hive }) => hive?.name ?? null,
}

/** The sensors in an order; those that are equal in it stand by name. */
export function sortDevices(
  devices: readonly JudgedDevice[],
  sort: Sort,
  reversed: boolean,
): JudgedDevice[] {
  const key = keys[sort]
  return devices
    .map((one) => ({ one, by: key(one) }))
    .sort(
      (a, b) =>
        compare(a.by, b.by, reversed) || names.compare(a.one.device.name, b.one.device.name),
    )
    .map(({ one }) => one)
}

function compare(a: string | number | null, b: string | number | null, reversed: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : names.compare(String(a), String(b))
  return reversed ? -order : order
}

function negative(at: number | null): number | null {
  return at === null ? null : -at
}
