import { readOverviewParams } from '#src/lib/overview-params.ts'
import type { ReplayPlanProps } from '#src/lib/replay-layouts.ts'
import { FloorPlanView } from './floor-plan-view.tsx'

/** The rooms at a past minute on the floor plan, without sensors and breakdowns, which are live. */
export function ReplayPlan({
  rooms,
  all,
  topology,
  place,
  onPlace,
  onShowCards,
  getRoomHref,
}: ReplayPlanProps) {
  return (
    <FloorPlanView
      {...{ rooms, all, topology }}
      directory={undefined}
      params={{ ...readOverviewParams(new URLSearchParams()), place }}
      onChange={(change) => {
        if (change.view !== undefined) onShowCards()
        if (change.place) onPlace(change.place)
      }}
      freshness="live"
      openRoomId={undefined}
      getPastRoomHref={getRoomHref}
    />
  )
}
