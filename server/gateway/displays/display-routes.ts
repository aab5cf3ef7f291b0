import { Hono, type Context } from 'hono'
import type { Board } from '#src/wall-display/board-contract.ts'
import type { Overrides } from '#src/topology/overrides-contract.ts'
import {
  asOfHeader,
  DisplayStatus,
  sensorsAsOfHeader,
  type DisplayBoardAnswer,
  type PairingOffer,
} from '#src/wall-display/display-contract.ts'
import type { Boards } from '#server/gateway/boards/boards.ts'
import { readBody } from '#server/gateway/json-body.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import { requestSignal } from '#server/gateway/relay.ts'
import type { GatewayEnv } from '#server/gateway/request-log.ts'
import { secureTransport } from '#server/gateway/secure-transport.ts'
import type { BoardAnswers } from './board-answers.ts'
import { canDoWithoutPlaces } from './board-rooms.ts'
import type { DisplayCookies } from './display-cookies.ts'
import type { DisplayRecord } from './display-record.ts'
import type { DisplayTopology } from './display-topology.ts'
import type { Displays } from './displays.ts'
import { isKeyOf } from './key.ts'
import { answerPacked, pack } from './packed.ts'
import type { Pairing } from './pairing.ts'
import type { PairingLimits } from './pairing-limits.ts'
import type { SharedReadings } from './shared-readings.ts'

export type DisplayParts = {
  cookies: DisplayCookies
  pairing: Pairing
  limits: PairingLimits
  displays: Displays
  boards: Boards
  topology: DisplayTopology
  readings: SharedReadings
  answers: BoardAnswers
  overrides: () => Overrides | null
  pollSeconds: number
  /** Epoch milliseconds. */
  now: () => number
}

/** All that a display can ask, by its own cookie; a person's session opens none of it. See `display-contract.ts`. */
export function createDisplayRoutes(parts: DisplayParts): Hono<GatewayEnv> {
  const { cookies, pairing, limits, displays, answers, readings, topology, pollSeconds } = parts
  const { overrides } = parts
  const routes = new Hono<GatewayEnv>()

  routes.post('/api/display/pairing', secureTransport(), async (c) => {
    await limits.offer(c.env.address ?? 'unknown')
    const { held, expiresAt } = await pairing.offer()
    await cookies.pairing.write(c, held)
    return c.json({ code: held.code, expiresAt } satisfies PairingOffer, 201)
  })
  routes.get('/api/display/pairing', async (c) => {
    const held = await cookies.pairing.read(c)
    if (held === null) return c.json({ state: 'expired' })
    const { state, displayId } = await pairing.state(held)
    if (displayId !== null) await cookies.display.write(c, { id: displayId, key: held.key })
    if (state.state !== 'waiting') cookies.pairing.clear(c)
    return c.json(state)
  })
  routes.get('/api/display/board', async (c) => {
    const display = await displayOf(c, parts)
    const signal = requestSignal(c)
    const board = await boardOf(display, parts)
    const [places, sensors] = await Promise.all([topology.places(signal), topology.sensors(signal)])
    const { id, name, pairedBy, until } = display
    const answer: DisplayBoardAnswer = {
      display: { id, name, pairedBy, until },
      ...answers.board({ board, places, sensors, overrides: overrides() }),
      pollSeconds,
    }
    return answerPacked(c, pack(JSON.stringify(answer)))
  })
  routes.get('/api/display/readings', async (c) => {
    const display = await displayOf(c, parts)
    const signal = requestSignal(c)
    const board = await boardOf(display, parts)
    const [places, sensors, kept] = await Promise.all([
      canDoWithoutPlaces(board) ? topology.placesIfKnown(signal) : topology.places(signal),
      topology.sensors(signal),
      readings.get(signal),
    ])
    const known = { board, sensors, overrides: overrides() }
    const { packed, sensorsAsOf } =
      places === null
        ? answers.readingsWithoutPlaces(known, kept)
        : answers.readings({ ...known, places }, kept)
    return answerPacked(c, packed, {
      [asOfHeader]: String(kept.at),
      ...(sensorsAsOf === null ? {} : { [sensorsAsOfHeader]: String(sensorsAsOf) }),
    })
  })
  routes.post('/api/display/status', async (c) => {
    const { id } = await displayOf(c, parts)
    await displays.heard(id, await readBody(c, DisplayStatus))
    return c.body(null, 204)
  })
  return routes
}

/** Which display asks. Throws `not_paired` for one that was revoked, is over, or never was one. */
async function displayOf(
  c: Context,
  { cookies, displays, now }: DisplayParts,
): Promise<DisplayRecord> {
  const held = await cookies.display.read(c)
  const display = held && (await displays.find(held.id))
  if (
    held === null ||
    display === null ||
    !isKeyOf(display.keyHash, held.key) ||
    now() >= display.until
  ) {
    cookies.display.clear(c)
    throw new GatewayProblem('not_paired')
  }
  if (c.req.method === 'GET') await displays.heard(display.id)
  return display
}

/** The board that a display shows. Throws `not_found`. */
async function boardOf({ boardId }: DisplayRecord, { boards }: DisplayParts): Promise<Board> {
  const board = await boards.find(boardId)
  if (board !== null) return board
  throw new GatewayProblem('not_found', { message: 'The board of this display is gone.' })
}
