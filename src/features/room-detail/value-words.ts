const values = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** A metric's value as people read it: `14`, `4.2`, `1,204`. */
export function valueInDigits(value: number): string {
  return values.format(value)
}
