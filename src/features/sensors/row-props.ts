import type { CSSProperties, Ref } from 'react'
import type { RangeName } from '#src/domain/readings/range.ts'

/** What all rows of a table share. */
export type TableContext = {
  /** Whether sensors stand under their hives. */
  grouped: boolean
  /** What a sensor is called, by its address. */
  nameOf: (mac: string) => string
  /** How many sensors a hive has, by its id, shown or not; empty for no known hive. */
  sizeOf: (hiveId: string) => number
  /** Where a room opens, or its chart of a range. */
  linkTo: (roomId: string, range?: RangeName) => string
}

/** Where a row stands among all, how its height is measured, and where it is put. */
export type RowProps = {
  index: number
  measure: Ref<HTMLDivElement> | undefined
  style: CSSProperties | undefined
}
