import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { generateSite } from '#server/simulator/building/generate-site.ts'
import { hudson, lab, northgate } from '#server/simulator/building/demo-sites.ts'
import type { Topology } from './building/topology.ts'
import { createFaultPlan, type FaultPlan } from '#server/simulator/faults/fault-plan.ts'
import {
  findAccount,
  logInClient,
  logInUser,
  createTokenIssuer,
} from '#server/simulator/accounts/login.ts'
import { ApiError } from './api-error.ts'
import { createAccountDataProvider } from '#server/simulator/accounts/account-data.ts'
import { runQuery } from '#server/simulator/reporting/run-query.ts'
import { parseReportingQuery } from '#server/simulator/reporting/reporting-query.ts'
import { runStats } from './reporting/stats.ts'
import { createRouter } from './router.ts'
import { executeGraphql } from '#server/simulator/topology/graphql-api.ts'

export type SimulatorOptions = {
  /** The same seed produces the same building, people and tokens. @default 'headroom' */
  seed?: string
  /** Unix milliseconds. @default Date.now */
  now?: () => number
  /** Replaces the demo sites with a generated building of this many rooms. */
  rooms?: number
  /** Presence sensors per room; used with `rooms`. @default 2 */
  sensorsPerRoom?: number
  /** Rooms per floor; used with `rooms`. @default 50 */
  roomsPerFloor?: number
  /** Token lifetime in seconds. @default 3600 */
  expiresIn?: number
  /** Whether presence sensors report zeros. Butlr does not document whether its sensors do. @default 'reported' */
  zeros?: 'reported' | 'withheld'
  /** Faults to simulate; can be changed while the simulator runs. */
  faults?: FaultPlan
}

export type Simulator = {
  /**
   * Handles one request to the Butlr API. Rejects if a fault simulates a network failure, or if the request is aborted.
   */
  fetch: (request: Request) => Promise<Response>
  faults: FaultPlan
  /** Topology of the demo account, for tests that look up IDs by name. */
  topology: Topology
}

/** Creates a simulated Butlr API. Its responses are a pure function of the options, the time and the faults. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const {
    seed = 'headroom',
    now = Date.now,
    rooms,
    sensorsPerRoom = 2,
    roomsPerFloor = 50,
  } = options
  const { expiresIn = 3600, zeros = 'reported', faults = createFaultPlan() } = options
  const sites =
    rooms === undefined
      ? [northgate, lab, hudson]
      : [generateSite(rooms, sensorsPerRoom, roomsPerFloor)]
  const topology = assembleTopology(sites, seed)
  const accountData = createAccountDataProvider(topology, { seed, now, faults })
  const tokens = createTokenIssuer(seed)
  const nowSeconds = () => Math.floor(now() / 1000)
  const tokenOptions = () => ({ tokens, expiresIn, now: nowSeconds() })
  const fetch = createRouter(
    [
      {
        path: '/api/v2/login',
        name: 'login',
        secured: false,
        answer: (body) => logInUser(body, tokenOptions()),
      },
      {
        path: '/api/v2/clients/login',
        name: 'client-login',
        secured: false,
        answer: (body) => logInClient(body, tokenOptions()),
      },
      {
        path: '/api/v3/reporting',
        name: 'reporting',
        secured: true,
        answer: (body, account) =>
          runQuery(parseReportingQuery(body, now()), {
            ...accountData(account),
            now: now(),
            zeros: zeros === 'reported',
          }),
      },
      {
        path: '/api/v3/graphql',
        name: 'graphql',
        secured: true,
        answer(body, account) {
          if (account.isTopologyRefused) {
            throw new ApiError(403, 'FORBIDDEN', 'This account may not read the topology.')
          }
          return executeGraphql(body, accountData(account).rootValue)
        },
      },
      {
        path: '/api/v4/reporting/stats',
        name: 'stats',
        secured: true,
        answer: (body, account) => runStats(body, { ...accountData(account), now: now() }),
      },
    ],
    {
      faults,
      now,
      authenticate(token) {
        const subject = tokens.verify(token, nowSeconds())
        return subject === null ? null : findAccount(subject)
      },
    },
  )
  return { fetch, faults, topology }
}
