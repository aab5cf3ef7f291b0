import { Hono } from 'hono'
import { createAccess } from '#server/gateway/access/access.ts'
import { createActivityRoutes } from '#server/gateway/audit/activity-routes.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import type { AnswerReader, TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import { createBoards } from '#server/gateway/boards/boards.ts'
import { createBoardRoutes } from '#server/gateway/boards/board-routes.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { butlrTimeoutMs, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { CurrentUpstream } from '#server/gateway/auth/upstream.ts'
import type { Secrets } from '#server/gateway/auth/sealed-cookie.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import { createBoardAnswers } from '#server/gateway/displays/board-answers.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { createDisplayCookies, createPairing } from '#server/gateway/displays/pairing.ts'
import { createDisplayRoutes } from '#server/gateway/displays/display-routes.ts'
import type { DisplayTopology } from '#server/gateway/displays/display-topology.ts'
import { createSharedReadings } from '#server/gateway/displays/shared-readings.ts'
import { createDisplays } from '#server/gateway/displays/displays.ts'
import {
  createDisplayManagementRoutes,
  createPairingRoutes,
} from '#server/gateway/displays/display-management-routes.ts'
import { createPairingLimits } from '#server/gateway/displays/pairing-limits.ts'
import type { LatestUsual } from '#server/gateway/history/usual-cache.ts'
import { servedVersion } from '#server/gateway/http/releases.ts'

type BoardAndDisplayDeps = GatewayOptions &
  WithSessionDeps & {
    butlr: ButlrClient
    read: AnswerReader
    runOnTexts: TaskRunner
    topology: TopologyCache
    displayTopology: DisplayTopology
    account: ServiceAccount
    accountScopes: AccountScopes
    upstream: CurrentUpstream
    secrets: Secrets
    usual: LatestUsual
  }

/** Creates the routes that displays use, and the routes with which staff manage boards and displays. */
export function createBoardAndDisplayRoutes(parts: BoardAndDisplayDeps): Hono<GatewayEnv> {
  const { store, now, log, butlr, read, runOnTexts, account, facts, pages } = parts
  const { pollSeconds } = facts
  const version = servedVersion(pages.display.directory)
  const access = createAccess({ ...parts, account, managers: parts.managers })
  const boards = createBoards(store, log)
  const displays = createDisplays({
    ...parts,
    owner: { accountKey: account.key, sites: access.gatewaySites },
  })
  const pairing = createPairing(store, displays, now)
  const limits = createPairingLimits()
  const intervalMs = pollSeconds * 1_000
  const readings = createSharedReadings({
    butlr,
    read,
    account,
    now,
    intervalMs,
    deadlineMs: butlrTimeoutMs,
  })

  const routes = new Hono<GatewayEnv>()
  routes.route('/', createActivityRoutes({ ...parts, access, boards }))
  routes.route('/', createBoardRoutes({ ...parts, access, boards, isShown: displays.shows }))
  routes.route(
    '/',
    createDisplayManagementRoutes({
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
      topology: parts.displayTopology,
      readings,
      pollSeconds,
      now,
      cookies: createDisplayCookies(parts.secrets),
      answers: createBoardAnswers(version, runOnTexts, parts.usual),
      audit: parts.audit,
      overrides: () => parts.overrides().overrides,
    }),
  )
  return routes
}
