import type { DistanceUnit } from '#src/contract/board.ts'

const metresPerUnit: Record<DistanceUnit, number> = { metres: 1, feet: 0.3048 }

/** Returns a distance in metres in a unit, feet to one decimal place. */
export function metresTo(units: DistanceUnit, metres: number): number {
  return units === 'metres' ? metres : Math.round((metres * 10) / metresPerUnit[units]) / 10
}

/** Returns limits in metres in a unit; every distance in tenths of a foot between them is valid. */
export function limitsIn(
  units: DistanceUnit,
  { min, max }: { min: number; max: number },
): { min: number; max: number } {
  if (units === 'metres') return { min, max }
  const tenths = (metres: number) => (metres * 10) / metresPerUnit[units]
  return { min: Math.ceil(tenths(min)) / 10, max: Math.floor(tenths(max)) / 10 }
}

/** Returns a distance in a unit in metres. */
export function toMetres(units: DistanceUnit, distance: number): number {
  return distance * metresPerUnit[units]
}
