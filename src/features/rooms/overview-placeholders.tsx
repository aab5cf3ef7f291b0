import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'
import * as text from '#messages/rooms.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'

/** Delay of the skeleton, so that it does not flash before a fast response. */
const skeletonDelayMs = 400

/** Announces that the rooms are loading, and shows a skeleton of the layout after a delay. */
export function RoomsLoading() {
  const showSkeleton = useHasElapsed(skeletonDelayMs)
  return (
    <div role="status">
      <span className="sr-only">{text.loading}</span>
      {showSkeleton && <Skeleton />}
    </div>
  )
}

function Skeleton() {
  return (
    <div aria-hidden="true">
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
    </div>
  )
}

/** Replaces the overview when no poll has succeeded yet; shows the error and what happens next. */
export function OccupancyUnavailable({ error }: { error: unknown }) {
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-24 text-center">
      <p className="text-15 font-semibold">{text.unavailableTitle}</p>
      <p className="text-ink-muted">{describePollError(error)}</p>
      <p className="text-ink-muted">{text.unavailableHint}</p>
    </div>
  )
}
