import type { BoardDraft } from '#src/contract/board.ts'
import {
  boardFloorScale,
  layOutBoardFloor,
  measureBoardFloor,
  turnBoardFloor,
  type BoardFloor,
  type MeasuredFloor,
} from '#src/domain/floor-plan/board-floor.ts'
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
import { contentArea, contentGap, type Area } from '#src/board/typography/screen.ts'
import { showsPageNumber } from '#src/board/footer/page-progress.tsx'
import { fitLegend, type LegendFit } from './legend-fit.ts'

/** Height of the floor's name above its plan, in em of a room's name. */
const captionHeight = 1.7
/** Gap between a plan and its legend. */
const legendGap = 4
/** A plan is turned by a quarter if that makes it larger by at least this factor. */
const turnGain = 1.1
/** A plan may be this much smaller beside a legend than above a footer. */
const legendLoss = 0.97

/** A room as its plan needs it. */
export type PlanRoom = Pick<Room, 'id' | 'name' | 'capacity' | 'outline' | 'rotation' | 'floorId'>

/** A floor's plan and what stands around it; lengths in percent of the screen's shorter side, except in `floor`. */
export type PlanLayout = {
  floor: BoardFloor
  floorName: string
  /** Whether the floor's name is shown: always, unless the board has the same name. */
  isNamed: boolean
  /** Smallest font sizes, in the unit of `floor`. */
  smallest: SmallestLabelSizes
  /** The space of the plan. */
  area: Area
  /** The legend at the right of the plan, which replaces the footer; null if there is a footer. */
  legend: LegendFit | null
  /** Height of the floor's name above plan or legend. */
  caption: number
}

const knownLayouts = new WeakMap<BoardDraft, WeakMap<Topology, Map<string, PlanLayout | null>>>()

/**
 * Returns the layout of a floor's plan; null when no room can be drawn. Computed once for the same board, topology and
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

/** Returns whether `layOutPlan` knows the layout of a floor's plan. */
export function isPlanLaidOut(board: BoardDraft, topology: Topology, floorId: string): boolean {
  return knownLayouts.get(board)?.get(topology)?.has(floorId) ?? false
}

type PlannedBoard = Pick<BoardDraft, 'name' | 'screen' | 'locale' | 'pageNumber'>

/** Computes the layout of a floor's plan. @param places all places of the board */
export function computePlanLayout(
  board: PlannedBoard,
  fit: BoardFit,
  places: { rooms: readonly PlanRoom[]; floors: readonly unknown[] },
  { id, name: floorName }: Pick<Floor, 'id' | 'name'>,
): PlanLayout | null {
  const straight = measureBoardFloor(places.rooms.filter(({ floorId }) => floorId === id))
  if (straight === null) return null
  const isNamed = board.name !== floorName
  const spaces = planSpaces(board, fit, places, isNamed)
  const turned = turnBoardFloor(straight)
  const [best, other] = [bestSpace(straight, spaces), bestSpace(turned, spaces)]
  const isTurned = other.scale > turnGain * best.scale
  const [floor, { space }] = isTurned ? [turned, other] : [straight, best]
  const { area, caption, legend } = space
  const drawn = layOutBoardFloor(floor, { width: 10 * area.width, height: 10 * area.height })
  const smallest = { name: 10 * fit.name, least: 10 * fit.least }
  const layout = { floor: drawn, floorName, isNamed, caption, smallest }
  if (legend === null) return { ...layout, area, legend: null }
  // The legend grows into the space that the plan leaves.
  const full = area.width + legendGap + legend.smallest.width
  const grown = legend.grow(full - legendGap - drawn.width / 10)
  return { ...layout, area: { ...area, width: full - legendGap - grown.width }, legend: grown }
}

type PlanSpace = {
  area: Area
  caption: number
  legend: { smallest: LegendFit; grow: (width: number) => LegendFit } | null
}

/** Returns the spaces that a plan can have: above a footer and, on a wide screen, beside a legend. */
function planSpaces(
  { screen, locale, pageNumber }: PlannedBoard,
  fit: BoardFit,
  { rooms, floors }: { rooms: readonly PlanRoom[]; floors: readonly unknown[] },
  isNamed: boolean,
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
  if (first === undefined) throw new Error('a plan has no space')
  return others.reduce(
    (best, candidate) => (candidate.scale >= legendLoss * best.scale ? candidate : best),
    first,
  )
}
