import * as text from '#messages/board.ts'
import type { BoardDraft, RoomSide } from '#src/contract/board.ts'
import {
  boardFloorScale,
  layOutBoardFloor,
  measureBoardFloor,
  turnBoardFloor,
  type BoardFloor,
  type MeasuredFloor,
} from '#src/domain/floor-plan/board-floor.ts'
import {
  placeBoardMarker,
  type BoardMarker,
  type ScreenSide,
} from '#src/domain/floor-plan/board-marker.ts'
import type { SmallestLabelSizes } from '#src/domain/floor-plan/board-label-sizes.ts'
import {
  findFloorLocation,
  locateFloors,
  type Floor,
  type Room,
  type Topology,
} from '#src/domain/topology/topology.ts'
import { footerContent } from '#src/board/footer/footer-fit.ts'
import type { BoardFit } from '#src/board/typography/board-fit.ts'
import { fitPlaces } from '#src/board/typography/fit-board.ts'
import { contentGap, type Area } from '#src/board/typography/screen.ts'
import { contentArea } from '#src/board/typography/content-area.ts'
import { showsPageNumber } from '#src/board/footer/page-progress.tsx'
import { fitLegend, type LegendFit } from './legend-fit.ts'

/** Height of the floor's name above its plan, in em of a room name. */
const captionHeight = 1.7
/** Gap between a plan and its legend, in percent of the screen's shorter side. */
const legendGap = 4
/** A plan is rotated by 90 degrees only if this makes it larger by at least this factor. */
const turnGain = 1.1
/** Minimum size of a plan beside a legend, relative to its size above a footer. */
const legendLoss = 0.97

export type PlanRoom = Pick<Room, 'id' | 'name' | 'capacity' | 'outline' | 'rotation' | 'floorId'>

/**
 * A floor's plan with its caption and legend. Lengths are in percent of the screen's shorter side, except in `floor`.
 */
export type PlanLayout = {
  floor: BoardFloor
  floorName: string
  /**
   * Whether the floor's name is shown. If the board has the same name, this is true only if the key to the dot is
   * beside it.
   */
  isNamed: boolean
  /** Smallest legible font sizes, in the unit of `floor`. */
  smallest: SmallestLabelSizes
  area: Area
  /** The legend beside the plan, which replaces the footer; null if there is a footer. */
  legend: LegendFit | null
  /** Height of the floor's name above the plan or the legend. */
  caption: number
  /** The “You are here” dot; null if the board has none on this floor, or if it does not fit. */
  marker: BoardMarker | null
}

const knownLayouts = new WeakMap<BoardDraft, WeakMap<Topology, Map<string, PlanLayout | null>>>()

/**
 * Returns the layout of a floor's plan, or null if no room can be drawn. Caches the result per board, topology and
 * floor.
 */
export function layOutPlan(
  board: BoardDraft,
  topology: Topology,
  floorId: string,
): PlanLayout | null {
  const ofBoard = knownLayouts.get(board) ?? new WeakMap<Topology, Map<string, PlanLayout | null>>()
  knownLayouts.set(board, ofBoard)
  const ofTopology = ofBoard.get(topology) ?? new Map<string, PlanLayout | null>()
  ofBoard.set(topology, ofTopology)
  const known = ofTopology.get(floorId)
  if (known !== undefined) return known
  const name = findFloorLocation(locateFloors(topology), floorId).label || floorId
  const fit = fitPlaces(board, topology)
  const layout = computePlanLayout(board, fit, topology, { id: floorId, name })
  ofTopology.set(floorId, layout)
  return layout
}

export function isPlanLaidOut(board: BoardDraft, topology: Topology, floorId: string): boolean {
  return knownLayouts.get(board)?.get(topology)?.has(floorId) ?? false
}

export type PlannedBoard = Pick<
  BoardDraft,
  'name' | 'screen' | 'locale' | 'pageNumber' | 'northUp' | 'youAreHere'
>
type PlanPlaces = { rooms: readonly PlanRoom[]; floors: readonly unknown[] }

/**
 * Computes the layout of a floor's plan. Returns null if no room can be drawn.
 *
 * @param places all rooms and floors of the board
 */
export function computePlanLayout(
  board: PlannedBoard,
  fit: BoardFit,
  places: PlanPlaces,
  floor: Pick<Floor, 'id' | 'name'>,
): PlanLayout | null {
  const straight = measureBoardFloor(places.rooms.filter(({ floorId }) => floorId === floor.id))
  if (straight === null) return null
  const layOut = (isNamed: boolean) =>
    layOutMeasuredFloor(board, fit, places, { straight, floorName: floor.name, isNamed })
  const layout = layOut(board.name !== floor.name)
  return isMarkerNamedAbove(layout) && !layout.isNamed ? layOut(true) : layout
}

/** Returns whether “You are here” is above the plan, because it does not fit beside the dot and there is no legend. */
export function isMarkerNamedAbove({ marker, legend }: PlanLayout): boolean {
  return marker !== null && marker.words === null && legend === null
}

function layOutMeasuredFloor(
  board: PlannedBoard,
  fit: BoardFit,
  places: PlanPlaces,
  {
    straight,
    floorName,
    isNamed,
  }: Pick<PlanLayout, 'floorName' | 'isNamed'> & { straight: MeasuredFloor },
): PlanLayout {
  const hasMarker = straight.outlines.some(([id]) => id === board.youAreHere?.roomId)
  const spaces = planSpaces(board, fit, places, { isNamed, hasMarker })
  const turned = turnBoardFloor(straight)
  const [best, other] = [bestSpace(straight, spaces), bestSpace(turned, spaces)]
  const isTurned = !board.northUp && other.scale > turnGain * best.scale
  const [floor, { space }] = isTurned ? [turned, other] : [straight, best]
  const { area, caption, legend } = space
  const drawn = layOutBoardFloor(floor, { width: 10 * area.width, height: 10 * area.height })
  const smallest = { name: 10 * fit.name, least: 10 * fit.least }
  const marker = placeMarker(board, drawn, isTurned, smallest)
  const layout = { floor: drawn, floorName, isNamed, caption, smallest, marker }
  if (legend === null) return { ...layout, area, legend: null }
  // The legend grows into the space that the plan does not need.
  const full = area.width + legendGap + legend.smallest.width
  const grown = legend.grow(full - legendGap - drawn.width / 10)
  return { ...layout, area: { ...area, width: full - legendGap - grown.width }, legend: grown }
}

/** Where each side of a room is on the screen, with north up and with the plan rotated clockwise by 90 degrees. */
const screenSides: Record<
  Exclude<RoomSide, 'automatic'>,
  { upright: ScreenSide; turned: ScreenSide }
> = {
  south: { upright: 'bottom', turned: 'left' },
  north: { upright: 'top', turned: 'right' },
  east: { upright: 'right', turned: 'bottom' },
  west: { upright: 'left', turned: 'top' },
}

function placeMarker(
  { youAreHere }: PlannedBoard,
  { width, height, rooms }: BoardFloor,
  isTurned: boolean,
  sizes: SmallestLabelSizes,
): BoardMarker | null {
  if (youAreHere === null || !rooms.has(youAreHere.roomId)) return null
  const { roomId, side } = youAreHere
  const wanted = side === 'automatic' ? Object.values(screenSides) : [screenSides[side]]
  const sides = wanted.map(({ upright, turned }) => (isTurned ? turned : upright))
  const outlines = new Map([...rooms].map(([id, { simple }]) => [id, simple]))
  return placeBoardMarker({ width, height, outlines }, { roomId, sides }, text.youAreHere, sizes)
}

type PlanSpace = {
  area: Area
  caption: number
  legend: { smallest: LegendFit; grow: (width: number) => LegendFit } | null
}

/** Returns the spaces to try for a plan: above a footer and, in landscape, beside a legend. */
function planSpaces(
  { screen, locale, pageNumber }: PlannedBoard,
  fit: BoardFit,
  { rooms, floors }: PlanPlaces,
  { isNamed, hasMarker }: { isNamed: boolean; hasMarker: boolean },
): PlanSpace[] {
  const { name } = fit
  const caption = isNamed ? captionHeight * name : 0
  const above = { ...fit.area, height: fit.area.height - caption }
  const spaces: PlanSpace[] = [{ area: above, caption, legend: null }]
  if (screen.orientation === 'portrait' || fit.footer === null) return spaces
  const { width, height } = contentArea(screen, { ...fit, footer: 0, isPaged: false })
  const full = { width, height: height + contentGap }
  const needs = {
    content: footerContent(locale, rooms),
    hasCaption: isNamed,
    hasPages: floors.length > 1,
    hasNumber: showsPageNumber({ pageNumber }, floors.length),
    hasMarker,
  }
  const smallest = fitLegend(full, fit, needs, name)
  if (smallest === null) return spaces
  const area = { ...full, width: full.width - legendGap - smallest.width }
  const grow = (width: number) => {
    const grown = fitLegend({ ...full, width }, fit, needs)
    return grown !== null && grown.row > smallest.row ? grown : smallest
  }
  return [...spaces, { area, caption, legend: { smallest, grow } }]
}

function bestSpace(
  floor: MeasuredFloor,
  spaces: readonly PlanSpace[],
): { scale: number; space: PlanSpace } {
  const [first, ...others] = spaces.map((space) => ({
    space,
    scale: boardFloorScale(floor, { width: 10 * space.area.width, height: 10 * space.area.height }),
  }))
  if (first === undefined) throw new Error('A plan has no space.')
  return others.reduce(
    (best, candidate) => (candidate.scale >= legendLoss * best.scale ? candidate : best),
    first,
  )
}
