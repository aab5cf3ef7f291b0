import * as v from 'valibot'
import { FaultKind } from './fault-kind.ts'
import { faultRoutes, type FaultPlan } from './faults.ts'
import { badRequest } from './refusal.ts'

const FaultRequest = v.object({
  route: v.optional(v.picklist([...faultRoutes, 'all']), 'all'),
  fault: v.optional(FaultKind),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  silence: v.optional(
    v.object({
      macs: v.optional(v.array(v.string()), []),
      rooms: v.optional(v.array(v.string()), []),
      since: v.optional(v.number(), 0),
    }),
  ),
  override: v.optional(v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0)))),
})

/**
 * Changes the plan as the body of `PUT /simulator/faults` says: `{route, fault, times}`, `{silence}` and `{override}`
 * (MAC to count) alone or together. Throws a `Refusal` (400) for anything else.
 */
export function changeFaults(plan: FaultPlan, body: unknown): void {
  const parsed = v.safeParse(FaultRequest, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { route, fault, times, silence, override = {} } = parsed.output
  if (fault !== undefined) plan.set(route, fault, times)
  if (silence !== undefined) plan.silence(silence)
  for (const [mac, people] of Object.entries(override)) plan.override(mac, people)
}
