import * as v from 'valibot'
import { FaultKind } from './fault-kind.ts'
import { faultRoutes, type FaultPlan } from './faults.ts'
import { badRequest } from './refusal.ts'

/** A hive without power, by its name or serial; `since` in Unix milliseconds, by default from now on. */
const HiveFault = v.object({
  kind: v.literal('hive'),
  hive: v.string(),
  since: v.optional(v.pipe(v.number(), v.minValue(0))),
})

const FaultRequest = v.object({
  route: v.optional(v.picklist([...faultRoutes, 'all']), 'all'),
  fault: v.optional(v.variant('kind', [...FaultKind.options, HiveFault])),
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
 * (MAC to count) alone or together. The fault of kind `hive` strikes a hive, whatever the route and the times, until
 * everything is cleared. Throws a `Refusal` (400) for anything else. `now` is Unix milliseconds.
 */
export function changeFaults(plan: FaultPlan, body: unknown, now: number): void {
  const parsed = v.safeParse(FaultRequest, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { route, fault, times, silence, override = {} } = parsed.output
  if (fault?.kind === 'hive') plan.killHive(fault.hive, fault.since ?? now)
  else if (fault !== undefined) plan.set(route, fault, times)
  if (silence !== undefined) plan.silence(silence)
  for (const [mac, people] of Object.entries(override)) plan.override(mac, people)
}
