import type { BoardScreen } from '#src/contract/board.ts'

/** What decides how large letters are on a screen. */
export type ScreenSize = Pick<BoardScreen, 'diagonalInches' | 'aspect' | 'distanceMetres'>

const cmPerInch = 2.54

/** The sides of a screen in centimetres, the longer one first. */
export function sidesInCm({
  diagonalInches,
  aspect,
}: ScreenSize): [longer: number, shorter: number] {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const unit = (diagonalInches * cmPerInch) / Math.hypot(long, short)
  return [long * unit, short * unit]
}

/**
 * The letter that people can read from where they stand, in percent of the shorter side: capitals of 20 arc-minutes,
 * and Inter's capitals are 0.727 em: 80 × metres ÷ centimetres is the em as a share of 1 in hundredths.
 */
export function nameCqmin(screen: ScreenSize): number {
  const [, shorter] = sidesInCm(screen)
  return (80 * screen.distanceMetres) / shorter
}
