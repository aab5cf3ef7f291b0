import { LoadingPlaceholder, UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import * as text from '#messages/rooms.tsx'
import { PollErrorReason } from './overview-lazy-parts.tsx'

/** Shown until the rooms have loaded. */
export function RoomsLoading() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-x-3 gap-y-4 py-4 md:grid-cols-2 md:pt-7 md:pb-6 lg:grid-cols-5 lg:gap-4">
        {['people', 'rooms', 'busiest', 'sensors'].map((total) => (
          <div
            key={total}
            className="border-line lg:border-l lg:pl-4 lg:first:border-l-0 lg:first:pl-0 lg:nth-3:col-span-2"
          >
            <div className="h-13 w-28 rounded-control bg-line/60 md:h-16" />
          </div>
        ))}
      </div>
      <div className="h-32 border-line md:h-34.25 md:border-t xl:h-24.25" />
      <div className="mt-5 mb-2 h-5 w-24 rounded-sm bg-line/60 md:mt-6 md:mb-3" />
      <div className="grid grid-cols-1 gap-2 md:grid-cols-[repeat(auto-fill,minmax(248px,1fr))] md:gap-4">
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index} className="h-28.5 rounded-card border border-line md:h-44" />
        ))}
      </div>
    </LoadingPlaceholder>
  )
}

/** Replaces the overview when no poll has succeeded yet; shows the error and what happens next. */
export function OccupancyUnavailable({ error }: { error: unknown }) {
  return (
    <UnavailablePlaceholder
      title={text.unavailableTitle}
      reason={<PollErrorReason error={error} />}
      hint={text.unavailableHint}
    />
  )
}
