import { roomStates } from '#src/domain/occupancy/room-occupancy.ts'
import { minute } from '#src/domain/time/duration.ts'
import { placeParam } from './overview-params.ts'
import { paths } from './routes.ts'
import { createParam, oneOf, optionalText, positiveInteger, toQuery } from './url-state.ts'

const replayLayouts = ['cards', 'plan', 'board'] as const
export type ReplayLayout = (typeof replayLayouts)[number]

/** A minute in UTC, which is unambiguous when clocks change: `2026-11-25T13:05Z`. Null if absent or invalid. */
const momentParam = createParam<number | null>(
  'at',
  (text) => {
    const at = /^20\d\d-\d\d-\d\dT\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN
    return Number.isNaN(at) ? null : at
  },
  (at) =>
    at === null
      ? null
      : `${new Date(Math.floor(at / minute) * minute).toISOString().slice(0, 16)}Z`,
)

/**
 * The query parameters of a replay: `?place=space_1&view=plan&state=free&at=2026-11-25T13:05Z`, or
 * `?view=board&board=wall_1&page=2&at=2026-11-25T13:05Z`. `place`, `state` and the views `cards` and `plan` are also
 * those of the overview.
 */
export const replayParams = {
  place: placeParam,
  layout: oneOf('view', replayLayouts, 'cards'),
  state: oneOf('state', roomStates, null),
  at: momentParam,
  /** The ID of the board; null means the first one. */
  board: optionalText('board'),
  /** The number of the board's page, from 1; null means the first page. */
  page: positiveInteger('page', 10_000),
}

/**
 * Returns the URL of the replay of a place.
 *
 * @param at Unix milliseconds
 * @param place ID of a site, building or floor; null means all sites
 */
export function replayHref(at: number, place: string | null): string {
  const search = new URLSearchParams()
  replayParams.place.write(search, place)
  replayParams.at.write(search, at)
  return paths.replay + toQuery(search)
}
