import { Hono } from 'hono'
import { createAccess } from '#server/gateway/access/access.ts'
import { createActivityRoutes } from '#server/gateway/audit/activity-routes.ts'
import type { OwnScopes } from '#server/gateway/access/own-scopes.ts'
import type { AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import { createBoardRoutes } from '#server/gateway/boards/board-routes.ts'
import { createBoards } from '#server/gateway/boards/boards.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import type { GatewayOptions } from '#server/gateway/gateway.ts'
import { deadlineMs, type RelayParts } from '#server/gateway/butlr/relay.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { CurrentUpstream } from '#server/gateway/auth/current-upstream.ts'
import type { Secrets } from '#server/gateway/auth/seal.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { createBoardAnswers } from './board-answers.ts'
import type { DisplayAccount } from './display-account.ts'
import { createDisplayCookies } from './display-cookies.ts'
import { createDisplayRoutes } from './display-routes.ts'
import { createDisplayTopology } from './display-topology.ts'
import { createDisplays } from './displays.ts'
import { createDisplaysRoutes } from './displays-routes.ts'
import { createPairingRoutes } from './pairing-routes.ts'
import { createPairing } from './pairing.ts'
import { createPairingLimits } from './pairing-limits.ts'
import { servedVersion } from './served-version.ts'
import { createSharedReadings } from './shared-readings.ts'

type WallParts = GatewayOptions &
  RelayParts & {
    butlr: Butlr
    read: AnswerReader
    topology: TopologyCache
    account: DisplayAccount
    own: OwnScopes
    upstream: CurrentUpstream
    secrets: Secrets
  }

/** Everything of displays: their own routes, and those by which staff make boards and pair screens. */
export function createWallRoutes(parts: WallParts): Hono<GatewayEnv> {
  const { store, now, log, butlr, read, topology, account, facts, clientDirectory } = parts
  const { pollSeconds } = facts
  const version = servedVersion(clientDirectory)
  const access = createAccess({ ...parts, account, managers: parts.managers })
  const boards = createBoards(store, log)
  const displays = createDisplays({ store, now, log, upstream: parts.upstream })
  const pairing = createPairing(store, displays, now)
  const limits = createPairingLimits()
  const intervalMs = pollSeconds * 1_000
  const readings = createSharedReadings({ butlr, read, account, now, intervalMs, deadlineMs })

  const routes = new Hono<GatewayEnv>()
  routes.route('/', createActivityRoutes({ ...parts, access, boards }))
  routes.route('/', createBoardRoutes({ ...parts, access, boards, isShown: displays.shows }))
  routes.route(
    '/',
    createDisplaysRoutes({
      ...parts,
      access,
      displays,
      boards,
      account,
      version,
      pollSeconds,
    }),
  )
  routes.route('/', createPairingRoutes({ ...parts, access, displays, boards, pairing, limits }))
  routes.route(
    '/',
    createDisplayRoutes({
      displays,
      boards,
      pairing,
      limits,
      topology: createDisplayTopology({ account, topology, now, deadlineMs }),
      readings,
      pollSeconds,
      now,
      cookies: createDisplayCookies(parts.secrets),
      answers: createBoardAnswers(version),
      overrides: () => parts.overrides().overrides,
    }),
  )
  return routes
}
