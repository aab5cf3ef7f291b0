import './saved-views.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import * as text from '#messages/saved-views.ts'
import { Button } from '#src/components/ui/button.tsx'
import { normalizeViewQuery, type SavedView } from '#src/contract/saved-view.ts'
import { savedViewsQuery } from '#src/data/views/queries.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import {
  isSameView,
  removeBrowserViews,
  selectStartView,
  useBrowserViews,
} from './browser-views.ts'
import { importBrowserViews } from './import-browser-views.ts'
import { SaveViewForm } from './save-view-form.tsx'
import { SavedViewRow, ViewRow } from './saved-view-row.tsx'

/** @param query query of the current view */
export function SavedViewsList({ query }: { query: string }) {
  const client = useQueryClient()
  const { data, error } = useQuery(savedViewsQuery())
  const { views: storedInBrowser, start } = useBrowserViews()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => void importBrowserViews(client), [client])

  const views = data?.views ?? []
  const browserViews = storedInBrowser.filter(
    (one) => !views.some((view) => view.isOwn && isSameView(view, one)),
  )
  const startQuery = start === null ? null : normalizeViewQuery(start)
  const currentQuery = normalizeViewQuery(query)
  const common = { currentQuery, startQuery, heading }
  const canShare = data?.sharing === 'available'
  const rows = (visibility: SavedView['visibility']) =>
    views
      .filter((view) => view.visibility === visibility)
      .map((view) => <SavedViewRow key={view.id} {...common} {...{ view, canShare }} />)
  const mine = [
    ...rows('mine'),
    ...browserViews.map((view) => (
      <ViewRow
        key={`${view.name}\n${view.query}`}
        {...common}
        view={view}
        note={text.onlyInThisBrowser}
        onDelete={() => removeBrowserViews([view])}
      />
    )),
  ]
  const isListed = [...views, ...browserViews].some((view) => view.query === startQuery)

  return (
    <div className="saved-views">
      {error !== null && (
        <p role="status" className="saved-views-note">
          {data === undefined
            ? describeChangeError(error)
            : text.listOutOfDate(describeChangeError(error))}
        </p>
      )}
      {data === undefined && error === null && <p className="saved-views-note">{text.loading}</p>}
      {(data !== undefined || mine.length > 0) && (
        <Section title={text.myViews} heading={heading} rows={mine}>
          {mine.length === 0 && <p className="saved-views-note">{text.noSavedViews}</p>}
        </Section>
      )}
      {data && <SharedViews rows={rows('shared')} canShare={canShare} />}
      {data && startQuery !== null && !isListed && (
        <p className="saved-views-default">
          <span>{text.unlistedDefault}</span>
          <Button variant="quiet" onClick={() => selectStartView(null)}>
            {text.resetDefault}
          </Button>
        </p>
      )}
      <SaveViewForm {...{ query: currentQuery, views, canShare }} />
    </div>
  )
}

function SharedViews({ rows, canShare }: { rows: readonly ReactNode[]; canShare: boolean }) {
  return (
    <Section title={text.sharedViews} rows={rows}>
      {!canShare && <p className="saved-views-note">{text.sharedViewsUnavailable}</p>}
      {canShare && rows.length === 0 && <p className="saved-views-note">{text.noSharedViews}</p>}
    </Section>
  )
}

function Section({
  title,
  heading,
  rows,
  children,
}: {
  title: string
  rows: readonly ReactNode[]
  heading?: RefObject<HTMLHeadingElement | null>
  children: ReactNode
}) {
  return (
    <section aria-label={title}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {rows.length > 0 && <ul>{rows}</ul>}
      {children}
    </section>
  )
}
