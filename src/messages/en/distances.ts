/** Distances in the unit that staff have chosen for a board. */
import type { DistanceUnit } from '#src/contract/board.ts'
import { metresTo } from '#src/domain/distance-units.ts'
import { formatNumber } from '#src/format/numbers.ts'

export const distanceSymbols: Record<DistanceUnit, string> = { metres: 'm', feet: 'ft' }

/** A viewing distance: `3 m`, `9.8 ft`. */
export const formatDistance = (metres: number, units: DistanceUnit) =>
  `${formatNumber(metresTo(units, metres))} ${distanceSymbols[units]}`
