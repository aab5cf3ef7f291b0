import { NoMatchesPlaceholder } from '#src/components/ui/no-matches-placeholder.tsx'
import { LoadingPlaceholder, UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import * as text from '#messages/sensors.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { DevicesParams, ChangeDevicesParams } from './devices-params.ts'

/** Shown until the sensors have loaded. */
export function SensorsLoading() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="totals py-4 md:pt-5">
        {['reporting', 'online', 'hives'].map((total) => (
          <div key={total}>
            <div className="h-8 w-20 rounded-control bg-line/60 md:h-10" />
            <div className="mt-1 h-4 w-32 max-w-full rounded-sm bg-line/60" />
          </div>
        ))}
      </div>
      <div className="h-22 border-t border-line" />
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="h-14 border-b border-line" />
      ))}
    </LoadingPlaceholder>
  )
}

/** Shown if a request has failed and none has succeeded yet: the error, and what happens next. */
export function SensorsUnavailable({ error }: { error: unknown }) {
  return (
    <UnavailablePlaceholder
      title={text.unavailableTitle}
      reason={describePollError(error)}
      hint={text.unavailableHint}
    />
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
    <NoMatchesPlaceholder message={describeNoMatches(searchText, issue)}>
      {searchText !== '' && (
        <Button onClick={() => onChange({ q: '' })}>{text.clearSearchButton}</Button>
      )}
      {issue !== null && (
        <Button onClick={() => onChange({ issue: null })}>{text.clearFilterButton}</Button>
      )}
      {place !== null && (
        <Button onClick={() => onChange({ place: null })}>{text.allSitesButton}</Button>
      )}
    </NoMatchesPlaceholder>
  )
}

function describeNoMatches(query: string, issue: DevicesParams['issue']): string {
  if (issue === null) return query === '' ? text.emptyTitle : text.noMatch(query)
  const label = text.issueLabels[issue]
  return query === '' ? text.noneWithIssue(label) : text.noMatchWithIssue(query, label)
}
