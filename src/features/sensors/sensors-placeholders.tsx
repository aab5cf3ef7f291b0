import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'
import * as text from '#messages/sensors.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { DevicesParams, ChangeDevicesParams } from './devices-params.ts'

/** Delay that keeps the skeleton from flashing before a fast response. */
const skeletonDelayMs = 400

/** A skeleton of the page. */
export function SensorsLoading() {
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

/** Shown if no request has succeeded yet: the error, and what happens next. */
export function SensorsUnavailable({ error }: { error: unknown }) {
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-24 text-center">
      <p className="text-15 font-semibold">{text.unavailableTitle}</p>
      <p className="text-ink-muted">{describePollError(error)}</p>
      <p className="text-ink-muted">{text.unavailableHint}</p>
    </div>
  )
}

/** Shown instead of an empty list: the active filters, and buttons that clear them. */
export function NoMatchingSensors({
  params: { q, issue, place },
  onChange,
}: {
  params: DevicesParams
  onChange: ChangeDevicesParams
}) {
  const searchText = q.trim()
  return (
    <div role="status" className="grid justify-items-center gap-4 px-4 py-16 text-center">
      <p className="max-w-prose text-15 wrap-anywhere">{describeNoMatches(searchText, issue)}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {searchText !== '' && (
          <Button onClick={() => onChange({ q: '' })}>{text.clearSearchButton}</Button>
        )}
        {issue !== null && (
          <Button onClick={() => onChange({ issue: null })}>{text.clearFilterButton}</Button>
        )}
        {place !== null && (
          <Button onClick={() => onChange({ place: null })}>{text.allSitesButton}</Button>
        )}
      </div>
    </div>
  )
}

function describeNoMatches(query: string, issue: DevicesParams['issue']): string {
  if (issue === null) return query === '' ? text.emptyTitle : text.noMatch(query)
  const label = text.issueLabels[issue]
  return query === '' ? text.noneWithIssue(label) : text.noMatchWithIssue(query, label)
}
