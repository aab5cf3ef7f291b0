import * as v from 'valibot'

const Selection = v.nullish(v.object({ eq: v.array(v.string()) }))
const Bound = v.nullish(v.number())

/**
 * The body of `POST /api/v3/reporting`, as leniently as Butlr takes it: unknown fields are ignored. (What Headroom
 * itself may ask for is stricter, and its gateway's affair.)
 */
export const ReportingBody = v.object({
  group_by: v.nullish(
    v.object({ order: v.nullish(v.array(v.string())), raw: v.nullish(v.boolean()) }),
  ),
  window: v.object({
    every: v.string(),
    function: v.string(),
    timezone: v.nullish(v.string()),
    create_empty: v.nullish(v.boolean()),
  }),
  filter: v.object({
    start: v.string(),
    stop: v.nullish(v.string()),
    measurements: v.pipe(v.array(v.string()), v.minLength(1)),
    rooms: Selection,
    spaces: Selection,
    zones: Selection,
    buildings: Selection,
    clients: Selection,
    sensors: Selection,
    hives: Selection,
    tags: Selection,
    value: v.nullish(v.object({ gte: Bound, gt: Bound, lte: Bound, lt: Bound })),
    calibrated: v.nullish(v.string()),
    time_constraints: v.nullish(
      v.object({
        time_ranges: v.nullish(v.array(v.object({ start: v.string(), stop: v.string() }))),
        exclude_days_of_week: v.nullish(v.array(v.string())),
      }),
    ),
  }),
  paginate: v.nullish(v.object({ page: v.nullish(v.number()), limit: v.nullish(v.number()) })),
})
export type ReportingBody = v.InferOutput<typeof ReportingBody>
