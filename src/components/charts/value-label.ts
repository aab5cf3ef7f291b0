import type { Saying } from './moments.ts'

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** A value as people read it: `14`, `4.2`, `1,204`. */
export function formatValue(value: number): string {
  return number.format(value)
}

/** What a series says as a figure: `14`, `10+` for a sum that lacks a part, `–` for silence. */
export function sayingAsFigure({ value, partial }: Saying): string {
  return value === null ? '–' : `${formatValue(value)}${partial ? '+' : ''}`
}

/** The same for ears: `North 5`, `Room at least 10`, `Door silent`. */
export function sayingAsWords({ series, value, partial }: Saying): string {
  if (value === null) return `${series.label} silent`
  return `${series.label} ${partial ? 'at least ' : ''}${formatValue(value)}`
}
