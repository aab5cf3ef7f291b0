import { ApiError, badRequest } from '#server/simulator/api-error.ts'
import type { ReportingQuery } from './reporting-query.ts'

// Butlr documents only that queries with one-minute windows should cover less than 24 hours. It is not known whether
// Butlr refuses longer queries, or which responses are too large (docs/butlr-api.md).

const daySeconds = 86_400
/** Maximum size of a response that contains each sensor's windows, in bytes. */
const maxBytes = 16 * 1024 * 1024

/** Throws an `ApiError` (400) for a time series of presence in windows of up to a minute over 24 hours or more. */
export function assertShortMinuteSeries(query: ReportingQuery): void {
  const { measurements, order, every, from, to } = query
  const isTimeSeries = order === null || order.includes('time')
  if (!measurements.includes('presence') || !isTimeSeries || every > 60) return
  if (to - from >= daySeconds) {
    throw badRequest('filter: one-minute windows of presence are limited to less than 24 hours.')
  }
}

/**
 * Throws an `ApiError` (413) if a response grouped by sensor and time is too large. Estimates the size from the size of
 * one leaf.
 *
 * @param data the nested groups
 */
export function assertWithinMaxBytes(data: unknown, order: ReportingQuery['order'] & {}): void {
  if (!order.includes('time') || !order.includes('mac_address')) return
  const leaf = firstLeaf(data, order.length)
  const leafBytes = leaf === null ? 0 : JSON.stringify(leaf).length
  if (countLeaves(data, order.length) * leafBytes > maxBytes) {
    throw new ApiError(413, 'PAYLOAD_TOO_LARGE', 'The response is too large. Request less data.')
  }
}

function countLeaves(data: unknown, depth: number): number {
  if (!isGroup(data)) return 0
  if (depth === 1) return Object.keys(data).length
  return Object.values(data).reduce<number>((sum, child) => sum + countLeaves(child, depth - 1), 0)
}

/** Returns the first leaf with its key, or null if there are no leaves. */
function firstLeaf(data: unknown, depth: number): Record<string, unknown> | null {
  if (!isGroup(data)) return null
  for (const [key, child] of Object.entries(data)) {
    const leaf = depth === 1 ? { [key]: child } : firstLeaf(child, depth - 1)
    if (leaf !== null) return leaf
  }
  return null
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
