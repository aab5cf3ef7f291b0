import { minute } from '#src/domain/time/duration.ts'
import { placeParam } from './overview-params.ts'
import { paths } from './routes.ts'
import { createParam, oneOf, toQuery } from './url-state.ts'

const replayLayouts = ['cards', 'plan'] as const
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
 * The query parameters of a replay: `?place=space_1&view=plan&at=2026-11-25T13:05Z`. The first two are also those of
 * the overview.
 */
export const replayParams = {
  place: placeParam,
  layout: oneOf('view', replayLayouts, 'cards'),
  at: momentParam,
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
