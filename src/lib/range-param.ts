import {
  formatRange,
  isRolling,
  parseRange,
  rollingRanges,
  type RangeName,
  type SelectedRange,
} from '#src/domain/history/ranges.ts'
import { createParam, type UrlParam } from './url-state.ts'

/** Creates a query parameter for the range of a page. Unknown values count as absent. */
export function createRangeParam(name: string, defaultName: RangeName): UrlParam<SelectedRange> {
  return createParam<SelectedRange>(
    name,
    (text) => {
      const rolling = rollingRanges.find((name) => name === text)
      return rolling ? { name: rolling } : (parseRange(text) ?? { name: defaultName })
    },
    (range) => (range.name === defaultName ? null : formatSelectedRange(range)),
  )
}

/** Returns a range as it appears in a URL. */
export function formatSelectedRange(range: SelectedRange): string {
  return isRolling(range) ? range.name : formatRange(range)
}
