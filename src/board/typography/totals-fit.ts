import { countSeats, fitFooter, footerContent } from '#src/board/footer/footer-fit.ts'
import { layOutTotals, type TotalsFloor } from '#src/board/totals/totals-layout.ts'
import type { BoardContent } from './board-content.ts'
import { createGrid, type LayoutFit } from './board-fit.ts'
import { contentArea, isAgeInHeader, minimumSizes, type MinimumSizes } from './screen.ts'

/** Fits floors as rows that share the height. */
export const fitTotals: LayoutFit = ({ screen, locale }, content) => {
  const floors = totalsFloors(content)
  const footerAt = (sizes: MinimumSizes) => {
    if (isAgeInHeader(screen, sizes)) return { size: null, key: undefined, lines: undefined }
    const { width } = contentArea(screen, sizes)
    return fitFooter(screen, width, sizes.least, footerContent(locale, content.rooms))
  }
  const fitAt = (sizes: MinimumSizes) => {
    const { size: footer, key, lines } = footerAt(sizes)
    const frame = { ...sizes, footer, ...(lines !== undefined && { footerLines: lines }) }
    const [onePage, pages] = [false, true].map((isPaged) => {
      const area = contentArea(screen, { ...frame, isPaged })
      return { area, layout: layOutTotals(area, sizes, floors, locale) }
    })
    const isOnePage = (onePage?.layout?.rows ?? 0) >= floors.length
    return { footer, key, ...((isOnePage ? onePage : pages) ?? nothing) }
  }
  const sizes = minimumSizes(screen, (some) => fitAt(some).layout !== null)
  const { area, layout, footer, key } = fitAt(sizes)
  return {
    ...sizes,
    layout: 'totals',
    figure: layout?.figure ?? sizes.name,
    grid: createGrid(1, layout?.rows ?? 1),
    tile: { width: area.width, height: layout?.height ?? area.height },
    area,
    footer,
    ...(key !== undefined && { key }),
  }
}

const nothing = { area: { width: 0, height: 0 }, layout: null }

/** Returns the floors of a board as rows of totals. */
export function totalsFloors({ floors, rooms }: BoardContent): TotalsFloor[] {
  return floors.map(({ id, name, roomCount, buildingId }) => ({
    name,
    roomCount,
    buildingId,
    seats: countSeats(rooms.filter(({ floorId }) => floorId === id)),
  }))
}
