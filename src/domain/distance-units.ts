import type { DistanceUnit } from '#src/contract/board.ts'

const metresPerUnit: Record<DistanceUnit, number> = { metres: 1, feet: 0.3048 }

/** Converts a distance in metres to a unit. Rounds feet to one decimal place. */
export function metresTo(units: DistanceUnit, metres: number): number {
  return units === 'metres' ? metres : Math.round((metres * 10) / metresPerUnit[units]) / 10
}

/**
 * Converts limits in metres to a unit. Rounds feet inwards, so that every tenth of a foot between the limits is valid.
 */
export function limitsIn(
  units: DistanceUnit,
  { min, max }: { min: number; max: number },
): { min: number; max: number } {
  if (units === 'metres') return { min, max }
  const tenths = (metres: number) => (metres * 10) / metresPerUnit[units]
  return { min: Math.ceil(tenths(min)) / 10, max: Math.floor(tenths(max)) / 10 }
}

export function toMetres(units: DistanceUnit, distance: number): number {
  return distance * metresPerUnit[units]
}
