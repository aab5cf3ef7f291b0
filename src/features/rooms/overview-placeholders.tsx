import { LoadingPlaceholder, UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import * as text from '#messages/rooms.tsx'
import { PollErrorReason } from './overview-lazy-parts.tsx'

/** Shown until the rooms have loaded. */
export function RoomsLoading() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="totals py-4 md:pt-5">
        {Array.from({ length: 4 }, (_, index) => (
          <div key={index}>
            <div className="h-13 w-28 rounded-control bg-line/60 lg:h-15" />
          </div>
        ))}
      </div>
      <div className="h-21 border-line md:h-22.25 md:border-t min-[88rem]:h-12.25" />
      <div className="mt-4 mb-2 h-5 w-24 rounded-sm bg-line/60 md:mb-3" />
      <div className="card-grid">
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index} className="h-28.5 rounded-card border border-line md:h-44" />
        ))}
      </div>
    </LoadingPlaceholder>
  )
}

/** Replaces the overview if a poll has failed and none has succeeded yet; shows the error and what happens next. */
export function OccupancyUnavailable({ error }: { error: unknown }) {
  return (
    <UnavailablePlaceholder
      title={text.unavailableTitle}
      reason={<PollErrorReason error={error} />}
      hint={text.unavailableHint}
    />
  )
}
