import { useMemo } from 'react'
import type { RoomRange } from '#src/domain/history/ranges.ts'
import { isRolling } from '#src/domain/history/ranges.ts'
import { sizeVerdicts, type SizeVerdict } from '#src/domain/insights/right-size.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam, tagsParam } from '#src/lib/overview-params.ts'
import type { UrlPanel } from '#src/lib/panel-history.ts'
import { createRangeParam } from '#src/lib/range-param.ts'
import { paths } from '#src/lib/routes.ts'
import { createParam, flag, oneOf, optionalText, textList, toQuery } from '#src/lib/url-state.ts'

/** The orders of the ranking. `attention` lists rooms of the wrong size first. */
export const rankingSorts = [
  'attention',
  'name',
  'place',
  'utilisation',
  'frequency',
  'occupancy',
  'typical',
  'nearly-all',
  'peak',
  'seats',
  'coverage',
] as const
export type RankingSort = (typeof rankingSorts)[number]

/** An hour of the week; weekday 0 is Monday. */
export type WeekHour = { weekday: number; hour: number }

/** Maximum number of rooms that one chart compares. */
export const maxComparedRooms = 6

/**
 * The query parameters of the page: `?place=space_1&period=7d&before=off&kind=Meeting&tag=t1&hour=2-10&size=too-large`.
 * The names differ from those of a room's page, which can open above another page.
 */
export type InsightsParams = {
  /** ID of a site, building or floor; null means all sites. */
  place: string | null
  range: RoomRange
  /** Whether to compare the range with an earlier range. */
  isCompared: boolean
  kind: string | null
  tags: string[]
  hour: WeekHour | null
  /** Whether to list the rooms of the hour. */
  showsHourRooms: boolean
  verdict: SizeVerdict | null
  sort: RankingSort
  reversed: boolean
  /** Whether the ranking shows all rooms, not only the first ones. */
  showsAllRooms: boolean
  /** IDs of the rooms that a chart compares. */
  comparedRooms: string[]
  /** ID of the room whose evidence is open. */
  evidence: string | null
}
export type ChangeInsightsParams = (
  change: Partial<InsightsParams>,
  options?: { push: boolean },
) => void

const hourParam = createParam<WeekHour | null>(
  'hour',
  (text) => {
    const [, weekday, hour] = /^([0-6])-(\d|1\d|2[0-3])$/.exec(text) ?? []
    return weekday && hour ? { weekday: Number(weekday), hour: Number(hour) } : null
  },
  (value) => value && `${value.weekday}-${value.hour}`,
)
const rangeParam = createRangeParam('period', '30d')
const evidenceParam = optionalText('evidence')
const params = {
  place: placeParam,
  notCompared: flag('before', 'off'),
  kind: optionalText('kind'),
  tags: tagsParam,
  hour: hourParam,
  showsHourRooms: flag('rooms', 'shown'),
  verdict: oneOf('size', sizeVerdicts, null),
  sort: oneOf('sort', rankingSorts, 'attention'),
  reversed: flag('order', 'reversed'),
  showsAllRooms: flag('list', 'all'),
  comparedRooms: textList('with'),
  evidence: evidenceParam,
}

/** Reads the parameters from a query. Unknown values count as absent. */
export function readInsightsParams(search: URLSearchParams): InsightsParams {
  const range = rangeParam.read(search)
  return {
    place: params.place.read(search),
    range: isRolling(range) ? { name: '30d' } : range,
    isCompared: !params.notCompared.read(search),
    kind: params.kind.read(search),
    tags: params.tags.read(search),
    hour: params.hour.read(search),
    showsHourRooms: params.showsHourRooms.read(search),
    verdict: params.verdict.read(search),
    sort: params.sort.read(search),
    reversed: params.reversed.read(search),
    showsAllRooms: params.showsAllRooms.read(search),
    comparedRooms: params.comparedRooms.read(search).slice(0, maxComparedRooms),
    evidence: params.evidence.read(search),
  }
}

/** Returns the query after a change. Omits defaults and keeps all other parameters. */
export function writeInsightsParams(
  search: URLSearchParams,
  change: Partial<InsightsParams>,
): URLSearchParams {
  const value = { ...readInsightsParams(search), ...change }
  const next = new URLSearchParams(search)
  params.place.write(next, value.place)
  rangeParam.write(next, value.range)
  params.notCompared.write(next, !value.isCompared)
  params.kind.write(next, value.kind)
  params.tags.write(next, value.tags)
  params.hour.write(next, value.hour)
  params.showsHourRooms.write(next, value.showsHourRooms)
  params.verdict.write(next, value.verdict)
  params.sort.write(next, value.sort)
  params.reversed.write(next, value.reversed)
  params.showsAllRooms.write(next, value.showsAllRooms)
  params.comparedRooms.write(next, value.comparedRooms)
  params.evidence.write(next, value.evidence)
  return next
}

/** Returns the parameters of the page and a function to change them. */
export function useInsightsParams(): { params: InsightsParams; change: ChangeInsightsParams } {
  const search = useSearchParams()
  const value = useMemo(() => readInsightsParams(search), [search])
  return { params: value, change }
}

const change: ChangeInsightsParams = (changed, { push } = { push: false }) =>
  updateSearchParams((before) => writeInsightsParams(before, changed), { replace: !push })

/** The evidence of a room's verdict, a panel above the page. */
export const evidencePanel: UrlPanel = {
  isOpen(href) {
    const { pathname, search } = new URL(href, window.location.origin)
    return pathname === paths.insights && evidenceParam.read(new URLSearchParams(search)) !== null
  },
}

/** Returns the query of a page or a report about the same rooms, period, order and verdict. */
export function selectionQuery({
  place,
  range,
  isCompared,
  kind,
  tags,
  verdict,
  sort,
  reversed,
}: InsightsParams): string {
  const selection = { place, range, isCompared, kind, tags, verdict, sort, reversed }
  return toQuery(writeInsightsParams(new URLSearchParams(), selection))
}

/** Returns the URL of the page with the evidence of a room; null closes it. */
export function evidenceHref(search: URLSearchParams, roomId: string | null): string {
  return paths.insights + toQuery(writeInsightsParams(search, { evidence: roomId }))
}
