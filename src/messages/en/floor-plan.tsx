/** Messages of the overview's floor plan. */
import type { ReactNode } from 'react'
import type { NotDrawnReason } from '#src/domain/floor-plan/floor.ts'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { formatPeople, formatRooms, stateLabels } from '#messages/common.ts'
import { ago, minutes } from '#messages/units.ts'

// List of floors

/** Accessible name of the list. */
export const floors = 'Floors'
/** The people on a floor for screen readers: `1 person`, `79+ people`. */
export const peopleOnFloor = (people: number, isAtLeast: boolean) =>
  isAtLeast ? `${formatNumber(people)}+ people` : formatPeople(people)
/** Shown below the number of people. */
export const roomsInUse = (inUse: number, rooms: number) =>
  `${formatNumber(inUse)} of ${formatRooms(rooms)} in use`
/**
 * Accessible name of a link whose visible text is `summary`.
 *
 * @param summary such as `1 of 2 rooms in use`
 */
export const showBreakdown = (floor: string, summary: string) =>
  `${summary}, show breakdown of ${floor}`

// Plan

/** Accessible name of the plan. */
export const planOf = (floor: string) => `Plan of ${floor}`
/** Accessible description of the plan. */
export const planKeys =
  'Press plus or minus to zoom, 0 to show the whole floor, and the arrow keys to pan.'
/** Shown beside the scale bar. */
export const scaleBarLength = (metres: number) => `${formatNumber(metres)} m`
export const zoomIn = 'Zoom in'
export const zoomOut = 'Zoom out'
export const wholeFloor = 'Whole floor'

// Label of a room, where space is tight

export const noData = stateLabels['no-data']
export const noCapacity = 'No capacity set'
/** A room whose data at a past moment is withheld, in the replay. */
export const notShown = 'Not shown'
/** Accessible name and tooltip of such a room. */
export const withheldRoom = (name: string) =>
  `${name}, not shown: room for 1–2 people, minute data is kept for only 48 hours`
/** @param age such as `4 min ago` */
export const lastUpdated = (age: ReactNode) => <>Updated {age}</>
/** The longest text that `lastUpdated` can show, which determines the space for it. */
export const widestLastUpdated = `Updated ${ago(minutes(10))}`
/** The usual number of people in a room. @param range such as `4–9`, or a state in a room with one seat */
export const usually = (range: string) => `Usual: ${range}`
/** The room is busier than usual, or quieter. */
export const busier = (range: string) => `↑ ${usually(range)}`
export const quieter = (range: string) => `↓ ${usually(range)}`

// Sensors on the plan

/** Tooltip. */
export const sensorWithHealth = (name: string, health: string) => `${name}, ${health}`
type MissingReason = Extract<SensorContribution, { kind: 'missing' }>['why']
export const sensorHealth: Record<'counted' | 'quiet' | MissingReason, string> = {
  counted: 'reporting',
  quiet: 'quiet',
  offline: 'offline',
  silent: 'not reporting',
  implausible: 'implausible count',
  malformed: 'invalid reading',
}

// Legend

export const legendTitle = 'Colour shows how full a room is'
/** The range above a percentage of capacity, below the busy threshold: `Above 60%`. At most 10 characters. */
export const percentAbove = (limit: number) => `Above ${formatPercent(limit / 100)}`
/** A range of percentages of capacity: `21–40%`. */
export const percentRange = (from: number, to: number) =>
  `${formatNumber(from)}–${formatPercent(to / 100)}`
export const legend = {
  free: stateLabels.free,
  /** At most 10 characters, like the other colour labels. */
  busy: 'Busy, full',
  over: 'Over',
  noCapacity: 'in use, no capacity set',
  stale: 'out of date',
  noData: 'no data',
  withheld: 'not shown (room for 1–2 people)',
  sensor: 'sensor',
  missingSensor: 'sensor not reporting',
  busier: 'busier than usual',
  quieter: 'quieter than usual',
}

// Without a plan

export const noCoordinates = (floor: string) =>
  `No floor plan for ${floor}: Butlr has no coordinates for its rooms.`
export const unusableCoordinates = (floor: string) =>
  `No floor plan for ${floor}: Butlr’s coordinates for its rooms are unusable.`
export const noFloors = 'No floor plan: Butlr has no floors with rooms.'
export const showTable = 'Show table'

// Headings before the lists of rooms that the plan does not show
export const roomsNotDrawn = 'Not on the plan:'
export const roomsWithoutFloor = 'Not on a floor:'
/** In parentheses after the name of the room. */
export const notDrawnReasons: Record<NotDrawnReason, string> = {
  'no-outline': 'no outline',
  unreadable: 'unreadable outline',
  'no-area': 'outline has no area',
  'far-away': 'too far from the other rooms',
  'too-small': 'too small to draw',
}
