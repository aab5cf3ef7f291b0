import type { Overrides } from '#src/contract/overrides.ts'
import { defaultRightSizeRule, type RightSizeRule } from '#src/domain/insights/right-size.ts'

/** Returns the thresholds by which the sizes of rooms are judged: as the overrides state, otherwise the defaults. */
export function rightSizeRule(overrides: Overrides | null): RightSizeRule {
  const { seats, served, over } = overrides?.rightSize ?? {}
  return {
    ...defaultRightSizeRule,
    ...(seats !== undefined && { seatsShare: seats }),
    ...(served !== undefined && { servedShare: served }),
    ...(over !== undefined && { overCapacityShare: over }),
  }
}
