import { useAfter } from '#src/components/ui/use-after.ts'

/** A quick answer must not flash a skeleton before it. */
const patienceMs = 400

/** The layout that is about to come, empty. */
export function DevicesLoading() {
  const waiting = useAfter(patienceMs)
  return (
    <div role="status">
      <span className="sr-only">Loading the sensors</span>
      {waiting && <Skeleton />}
    </div>
  )
}

function Skeleton() {
  return (
    <div aria-hidden="true">
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 pt-4 pb-4 md:pt-7 md:pb-6 lg:grid-cols-4 lg:gap-4">
        {['reporting', 'online', 'hives'].map((total) => (
          <div
            key={total}
            className="border-line lg:border-l lg:pl-4 lg:first:border-l-0 lg:first:pl-0"
          >
            <div className="h-8 w-20 rounded-control bg-line/60 md:h-10" />
            <div className="mt-1 h-4 w-32 max-w-full rounded-sm bg-line/60" />
          </div>
        ))}
      </div>
      <div className="h-22 border-t border-line" />
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="h-14 border-b border-line" />
      ))}
    </div>
  )
}
