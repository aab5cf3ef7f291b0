import { boardDraft } from './fixtures.ts'
import { ContractError, HttpError, NetworkError, type ErrorCode } from '#src/contract/errors.ts'
import { createServerClock } from '#src/lib/server-clock.ts'
import type {
  DisplayBoardResponse,
  DisplayStatus,
  SensorConnectivity,
  UsualHour,
} from '#src/contract/display.ts'
import type { ZoneClock } from '#src/contract/zone-clock.ts'
import type { DisplayApi } from '#src/display-app/engine/display-api.ts'
import type { KeyValueStorage } from '#src/lib/storage.ts'
import type { FakeClock } from './fake-clock.ts'

/** A fault that affects every request. `slowMs` delays responses by this many milliseconds. */
export type Fault =
  | 'hang'
  | 'reset'
  | 'truncated'
  | 'html'
  /** `retryAt` is when the period of `Retry-After` ends, in Unix milliseconds. */
  | { problem: ErrorCode; status: number; retryAfterMs?: number; retryAt?: number }
  | { slowMs: number }

type FakeGateway = {
  paired: boolean
  version: string
  /** Version of the page; null if the page is not available. */
  page: string | null
  people: number
  /** Whether the room's sensor is missing from the readings. */
  silent: boolean
  /** How many people are usually in the room; empty if the board leaves it out. */
  usual: UsualHour[]
  /** Undefined simulates the responses of earlier releases. */
  health: SensorConnectivity | null | undefined
  boardRevision: number
  /** Time zone clocks that the gateway sends with the board. */
  clocks: ZoneClock[]
  /** Age of the readings in milliseconds. */
  readingsAgeMs: number
  fault: Fault | null
  /** The only request that the fault affects; null for all. */
  faultOf: string | null
  requests: { what: string; at: number }[]
  statuses: DisplayStatus[]
  codes: number
  pairingState: 'waiting' | 'paired' | 'expired'
  /** Whether the board allows unpairing from the remote control. */
  mayUnpair: boolean
}

/** Creates a fake of the gateway's display API, with the types of the contract and a fake clock. */
export function createFakeGateway(time: FakeClock) {
  const gateway: FakeGateway = {
    paired: true,
    version: 'one',
    page: 'one',
    people: 3,
    silent: false,
    usual: [],
    health: { offline: [], unknown: [] },
    boardRevision: 1,
    clocks: [],
    readingsAgeMs: 0,
    fault: null,
    faultOf: null,
    requests: [],
    statuses: [],
    codes: 0,
    pairingState: 'waiting',
    mayUnpair: false,
  }
  /** The device's clock, which is a day and a half fast. */
  const deviceNow = () => time.now() + 130_000_000
  const pageNow = () => 1_000_000 + time.monotonic()
  let clock = createServerClock(pageNow)

  const respond = async <TResponse>(
    what: string,
    signal: AbortSignal,
    createResponse: () => TResponse,
  ): Promise<TResponse> => {
    gateway.requests.push({ what, at: time.now() })
    const { faultOf } = gateway
    const fault = faultOf === null || faultOf === what ? gateway.fault : null
    await applyTransportFault(fault, signal)
    clock.addSample(new Date(time.now()).toUTCString(), pageNow(), pageNow())
    applyResponseFault(what, fault, time.now())
    if (!gateway.paired && ['board', 'readings', 'status', 'unpair'].includes(what)) {
      throw problemError(what, 401, 'not_paired')
    }
    return createResponse()
  }

  const applyTransportFault = async (fault: Fault | null, signal: AbortSignal) => {
    if (fault === 'reset') throw new NetworkError('GET', null)
    if (fault === 'hang') return new Promise<never>(() => {})
    if (fault !== null && typeof fault === 'object' && 'slowMs' in fault) {
      await new Promise<void>((resolve) => void time.timers.set(resolve, fault.slowMs))
    }
    signal.throwIfAborted()
  }

  return {
    gateway,
    deviceNow,
    /** Creates the server clock of a new page. */
    clock: () => (clock = createServerClock(pageNow)),
    api: createFakeApi(gateway, time, respond),
  }
}

type Respond = <TResponse>(
  what: string,
  signal: AbortSignal,
  createResponse: () => TResponse,
) => Promise<TResponse>

function createFakeApi(gateway: FakeGateway, time: FakeClock, respond: Respond): DisplayApi {
  return {
    offerPairing: (signal) =>
      respond('offer', signal, () => {
        gateway.codes += 1
        return {
          code: `AAAA${String(gateway.codes).padStart(2, '2')}`,
          expiresAt: time.now() + 600_000,
        }
      }),
    pairingState: (signal) =>
      respond('pairing', signal, () =>
        gateway.pairingState === 'waiting'
          ? { state: 'waiting' as const, expiresAt: time.now() + 600_000 }
          : { state: gateway.pairingState },
      ),
    unpair: (signal) =>
      respond('unpair', signal, () => {
        if (!gateway.mayUnpair) throw problemError('unpair', 403, 'not_allowed')
        gateway.paired = false
      }),
    board: (etag, signal) =>
      respond('board', signal, () => {
        const currentEtag = `b${gateway.boardRevision}`
        const base = { headers: new Headers(), at: time.now() }
        return etag === currentEtag
          ? { ...base, changed: false as const }
          : {
              ...base,
              changed: true as const,
              data: boardResponse(gateway, time.now()),
              etag: currentEtag,
            }
      }),
    readings: (etag, signal) =>
      respond('readings', signal, () => {
        const { people, silent, usual, health } = gateway
        const currentEtag = JSON.stringify([
          people,
          silent,
          usual,
          health,
          gateway.boardRevision,
          gateway.version,
        ])
        const asOf = time.now() - gateway.readingsAgeMs
        const times = { asOf, sensorsAsOf: asOf }
        if (etag === currentEtag) return { changed: false as const, ...times }
        const { version } = gateway
        const data = { r1: silent ? {} : { 'aa-aa': { last: people } } }
        const boardTag = `b${gateway.boardRevision}`
        const response = { boardTag, version, data, zerosWithheld: false, health, usual }
        return { changed: true as const, data: response, etag: currentEtag, ...times }
      }),
    sendStatus: (status, signal) =>
      respond('status', signal, () => void gateway.statuses.push(status)),
    servedVersion: (signal) =>
      respond('page', signal, () => {
        if (gateway.page === null) throw new NetworkError('GET /display', null)
        return gateway.page
      }),
  }
}

function boardResponse({ boardRevision, clocks }: FakeGateway, now: number): DisplayBoardResponse {
  return {
    display: { id: 'd1', name: 'Lifts', pairedBy: 'ines@example.com', until: now + 1e10 },
    board: board(boardRevision),
    places: places(now),
    sensors: sensors(now),
    overrides: null,
    pollSeconds: 5,
    clocks,
  }
}

function applyResponseFault(what: string, fault: Fault | null, now: number): void {
  if (fault === 'truncated') throw new ContractError(what, 'not JSON')
  if (fault === 'html') throw new HttpError(what, 502, null, null)
  if (fault === null || typeof fault === 'string' || !('problem' in fault)) return
  const retryAfterMs =
    fault.retryAt === undefined
      ? fault.retryAfterMs
      : Math.ceil(Math.max(1, fault.retryAt - now) / 1_000) * 1_000
  throw problemError(what, fault.status, fault.problem, retryAfterMs)
}

function problemError(what: string, status: number, code: ErrorCode, retryAfterMs?: number) {
  return new HttpError(what, status, { code, message: `Fake error ${code}` }, retryAfterMs ?? null)
}

function board(revision: number): DisplayBoardResponse['board'] {
  return { ...boardDraft, id: 'b1', revision, logo: null, name: `Board ${revision}` }
}

function places(asOf: number): DisplayBoardResponse['places'] {
  const room = {
    id: 'r1',
    name: 'Maple',
    floor_id: 'f1',
    roomType: null,
    capacity: { max: 8, mid: null },
    coordinates: null,
    rotation: null,
    tags: [],
  }
  const floor = {
    id: 'f1',
    name: 'Floor 1',
    floorNumber: 1,
    timezone: null,
    tags: [],
    rooms: [room],
    zones: [],
  }
  const building = { id: 'h1', name: 'House', building_number: 1, floors: [floor] }
  const site = { id: 's1', name: 'Site', timezone: 'Europe/Berlin', buildings: [building] }
  return { sites: [site], missing: [], asOf }
}

function sensors(asOf: number): DisplayBoardResponse['sensors'] {
  const sensor = {
    id: 'x1',
    name: 'Maple 1',
    mac_address: 'aa-aa',
    mode: 'presence',
    model: null,
    floor_id: 'f1',
    room_id: 'r1',
    hive_id: null,
    hive_serial: null,
    is_online: true,
    last_heartbeat: null,
    last_occupancy_message: null,
    installation_status: 'INSTALLED',
    center: null,
    power_type: null,
    battery_change_by_date: null,
  }
  return { sensors: [sensor], hives: [], missing: [], asOf }
}

/** Creates storage that a test can break. */
export function createFakeStorage(): KeyValueStorage & {
  kept: Map<string, string>
  broken: boolean
} {
  const kept = new Map<string, string>()
  const storage = {
    kept,
    broken: false,
    read: (key: string) => (storage.broken ? null : (kept.get(key) ?? null)),
    write(key: string, text: string) {
      if (storage.broken) return false
      kept.set(key, text)
      return true
    },
    remove: (key: string) => void kept.delete(key),
  }
  return storage
}
