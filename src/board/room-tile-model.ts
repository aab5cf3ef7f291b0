import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  roomFreshness,
  toDisplayedOccupancy,
  displayedState,
  type DisplayedState,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import * as text from '#messages/board.ts'
import { stateLabels } from '#messages/common.ts'
import { describeState, roomCardLabel, describeSensors } from '#src/format/occupancy-labels.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { UsualHour } from '#src/contract/display.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardPage } from '#src/board/typography/board-pages.ts'
import type { TileText } from '#src/board/typography/board-content.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { localizeDigits, formatLocalNumber } from '#src/format/localized-format.ts'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import type { BoardFit } from '#src/board/typography/board-fit.ts'

export type RoomTileModel = Omit<TileText, 'hasBar'> & {
  /** Accessible name. */
  label: string
  state: DisplayedState
  /** Whether `word` is the age of a value that is older than two intervals but keeps its state. */
  isLate: boolean
  /** People divided by capacity, for the bar; null if there is no bar. */
  level: number | null
}

/**
 * The age of a board's data. `at` is when the data was current, or null before the first data. `at` and `now` are in
 * Unix milliseconds by the server's clock.
 */
export type DataStatus = {
  at: number | null
  now: number
  freshness: Freshness
  intervalMs: number
}

export type BoardViewProps = {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  /** Time zone of the building. */
  zone: TimeZone
  /** When the data was current, in Unix milliseconds by the server's clock; null before the first data. */
  at: number | null
  /** The current time in Unix milliseconds by the server's clock. */
  now: number
  freshness: Freshness
  /** Time between polls. */
  intervalMs: number
  /** When the data stopped being live, in Unix milliseconds; null while it is live or late. */
  notLiveSince: number | null
  /** Null if the board has no logo. */
  logoUrl?: string | null
  /** When the next request is due, in Unix milliseconds; null during a request. */
  nextTryAt: number | null
  /**
   * When Butlr reported which sensors are online, in Unix milliseconds; null if unknown. A room without readings is
   * free only if its sensors are online, so this time must not be much older than the readings.
   */
  sensorsAt: number | null
  page: BoardPage
  /** Index of the page, from 0. */
  index: number
  count: number
  /** How many people are usually in the rooms; shown only within the hours to which it applies. */
  usual?: readonly UsualHour[]
  /** Elapsed share of the time for which the page is shown, from 0 to 1. */
  done: number
  /** Whether `at` and `now` are a past moment. The heading and the footer then show the moment and that it is a replay. */
  isReplay?: boolean | undefined
}

export type FooterProps = BoardViewProps & { dataStatus: DataStatus; fit: BoardFit }

type BoardSettings = Pick<BoardDraft, 'privacy' | 'shortNames' | 'locale'>

/** Cached tiles with current data. They contain no age, so they change only with the room or the board. */
const knownTiles = new WeakMap<
  LiveRoom,
  { settings: BoardSettings; freshness: Freshness; tile: RoomTileModel }
>()

/**
 * Returns the display model of a room, which is the same object until it changes. A silent room whose last value is two
 * intervals old shows the age of the value, because the board only shows the age of the poll.
 *
 * @param options.keepsLateState whether the value of a silent room keeps its state until it is a minute old. Only for
 *   tiles that always show the age; other tiles mark the value with the icon of stale rooms
 */
export function toRoomTile(
  settings: BoardSettings,
  room: LiveRoom,
  status: DataStatus,
  { keepsLateState = false } = {},
): RoomTileModel {
  const polled = boardRoomFreshness(room, status)
  const roomIsLate = polled === 'late' && isLastKnown(room)
  const isLate = roomIsLate && keepsLateState
  const freshness = roomIsLate && !isLate ? 'stale' : polled
  if (isLate || freshness === 'stale') {
    return createRoomTile(settings, room, status, { freshness, isLate })
  }
  const known = knownTiles.get(room)
  if (known?.settings === settings && known.freshness === freshness) return known.tile
  const tile = createRoomTile(settings, room, status, { freshness, isLate })
  knownTiles.set(room, { settings, freshness, tile })
  return tile
}

function createRoomTile(
  settings: BoardSettings,
  room: LiveRoom,
  { at, now }: DataStatus,
  { freshness, isLate }: { freshness: Freshness; isLate: boolean },
): RoomTileModel {
  const { capacity, occupancy } = room
  const view = toDisplayedOccupancy(room, freshness, at)
  const formatCount = (count: number) => formatLocalNumber(settings.locale, count)
  const digits = (words: string) => localizeDigits(settings.locale, words)
  const name = settings.shortNames[room.id] ?? room.name
  const limit = capacity === null ? null : formatCount(capacity)
  const noCount = { figure: null, privateLabel: null, capacity: null, note: null, level: null }
  if (view.kind === 'none') {
    const word = room.isWithheld === true ? text.notShown : stateLabels['no-data']
    return {
      ...noCount,
      name,
      label: room.isWithheld === true ? text.withheldRoom(name) : text.roomWithoutData(name),
      state: 'no-data',
      isLate: false,
      word,
      shortWord: word,
      capacity: limit,
    }
  }
  const measuredAt = occupancy.kind === 'last-known' ? occupancy.seenAt : (at ?? now)
  const ageLabel =
    view.kind === 'stale' || isLate ? digits(text.outdated(formatDuration(now - measuredAt))) : null
  if (isStatusOnly(settings.privacy, capacity)) {
    const inUse = view.people > 0
    const privateLabel = stateLabels[inUse ? 'in-use' : 'free']
    const word = ageLabel ?? privateLabel
    const state = view.kind === 'stale' ? 'stale' : inUse ? 'in-use' : 'free'
    const label = text.statusOnlyRoom(name, inUse, ageLabel)
    return { ...noCount, name, label, state, isLate, word, shortWord: word, privateLabel }
  }
  const sensors = describeSensors(occupancy)
  // Keeps the digits of the room name as they are.
  const roomLabel = roomCardLabel({ ...room, name }, view)
    .split(name)
    .map(digits)
    .join(name)
  const state = displayedState(view)
  const word = ageLabel ?? digits(describeState(view, capacity))
  return {
    name,
    label: ageLabel === null ? roomLabel : text.outdatedRoom(roomLabel, ageLabel),
    state,
    isLate,
    figure: `${formatCount(view.people)}${view.atLeast ? '+' : ''}`,
    privateLabel: null,
    capacity: limit,
    word,
    shortWord: state === 'over' && !isLate ? text.overShort : word,
    note: sensors.missing ? digits(sensors.words) : null,
    level: capacity === null ? null : view.people / capacity,
  }
}

/** Returns whether a silent room shows its last value, whose age grows between polls. */
export function isLastKnown({ occupancy }: Pick<LiveRoom, 'occupancy'>): boolean {
  return occupancy.kind === 'last-known'
}

function boardRoomFreshness(
  room: LiveRoom,
  { at, now, freshness, intervalMs }: DataStatus,
): Freshness {
  return roomFreshness(room, freshness, at === null ? null : Math.max(at, now), intervalMs)
}

/** Totals of a board or of one floor. */
export type BoardTotals = {
  /** For example `1,204` or `12+`; `–` if unknown. */
  people: string
  /** For example `1 person` or `12+ people`. */
  peopleLabel: string
  /** The number of rooms in each state, without those that are withheld. */
  states: ReadonlyMap<DisplayedState, number>
  /** The number of rooms whose data at a past moment is withheld. */
  withheld: number
}

/** Adds up a board's rooms. People in status-only rooms are left out, which makes the sum a lower bound. */
export function computeBoardTotals(
  board: Pick<BoardDraft, 'privacy' | 'shortNames' | 'locale'>,
  rooms: readonly LiveRoom[],
  status: DataStatus,
): BoardTotals {
  const states = new Map<DisplayedState, number>()
  let hasHiddenPeople = false
  const isPrivate = ({ capacity }: LiveRoom) => isStatusOnly(board.privacy, capacity)
  const shown = rooms.filter(({ isWithheld }) => isWithheld !== true)
  for (const room of shown) {
    const { state } = toRoomTile(board, room, status)
    states.set(state, (states.get(state) ?? 0) + 1)
    if (isPrivate(room) && state === 'in-use') hasHiddenPeople = true
  }
  const sum = computeTotals(rooms.filter((room) => !isPrivate(room)))
  const atLeast = sum.atLeast || hasHiddenPeople
  // “0+” would suggest an empty building, and so would the “0” of a board without rooms.
  const isUnknown = rooms.length === 0 || (sum.people === 0 && atLeast)
  const people = isUnknown
    ? '–'
    : `${formatLocalNumber(board.locale, sum.people)}${atLeast ? '+' : ''}`
  return {
    people,
    peopleLabel: text.peopleTotal(people, sum.people, atLeast),
    states,
    withheld: rooms.length - shown.length,
  }
}

const inUseStates = ['in-use', 'busy', 'full', 'over'] as const

/** Returns a label such as `3 of 8 rooms in use`, with `, 1 unknown` at the end if the state of a room is unknown. */
export function roomsInUseLabel(
  { locale }: Pick<BoardDraft, 'locale'>,
  rooms: readonly LiveRoom[],
  { states, withheld }: BoardTotals,
): string {
  const digits = (count: number) => formatLocalNumber(locale, count)
  const countIn = (some: readonly DisplayedState[]) =>
    some.reduce((sum, state) => sum + (states.get(state) ?? 0), 0)
  const unknown = countIn(['no-data', 'stale'])
  return text.roomsInUse(
    digits(countIn(inUseStates)),
    digits(rooms.length - withheld),
    rooms.length - withheld,
    unknown === 0 ? null : digits(unknown),
  )
}
