import type { ReactNode } from 'react'
import { clsx } from 'clsx'
import { Link } from '#src/lib/navigation.tsx'
import * as text from '#messages/breakdown.tsx'
import { notIncluded } from '#messages/breakdown.tsx'
import { hyphenationLang } from '#src/format/numbers.ts'
import { useQuery } from '@tanstack/react-query'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { ZonedTimestamp } from '#src/components/time/zoned-timestamp.tsx'
import { formatTimeZone, formatTime } from '#src/format/dates.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { readingWindowMs } from './reading-window.ts'

export function PanelHeader({
  titleId,
  title,
  children,
}: {
  titleId: string
  title: string
  children?: ReactNode
}) {
  return (
    <div className="px-5 pt-4 pb-4">
      <h2 id={titleId} className="pr-8 text-22 font-semibold wrap-break-word">
        {title}
      </h2>
      {children}
    </div>
  )
}

/** @param tools buttons beside the heading */
export function PanelSection({
  title,
  tools,
  children,
}: {
  title: string
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="border-t border-line px-5 py-4">
      <div className="flex flex-wrap items-center justify-between">
        <h3 className="mb-1 font-semibold">{title}</h3>
        {tools}
      </div>
      {children}
    </section>
  )
}

export function TotalRow({ children }: { children: ReactNode }) {
  return (
    <p className="mt-1 border-t border-line-strong py-2 text-right text-18 font-semibold">
      {children}
    </p>
  )
}

/** A description list with terms on the left and values on the right. */
export const descriptionListClassName =
  'grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 [&_dd]:text-right [&_dt]:text-ink-muted'

export const panelLinkClassName =
  'font-medium text-accent underline decoration-1 underline-offset-3 hover:decoration-2'

export function BreakdownRow({
  href,
  name,
  amount,
  isWarning = false,
  children,
}: {
  href: string
  name: string
  /** Formatted number of people; null if the total does not include the term. */
  amount: string | null
  isWarning?: boolean
  children?: ReactNode
}) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-t border-line py-1.5 first:border-t-0">
      <Link
        href={href}
        lang={hyphenationLang(name)}
        className={clsx(panelLinkClassName, 'wrap-break-word')}
      >
        {name}
      </Link>
      <span className={clsx('text-15 font-semibold', amount === null && 'text-ink-faint')}>
        {amount === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="sr-only">{notIncluded}</span>
          </>
        ) : (
          amount
        )}
      </span>
      {children !== undefined && (
        <span className={clsx('col-span-full', isWarning ? 'text-busy-ink' : 'text-ink-muted')}>
          {children}
        </span>
      )}
    </li>
  )
}

/**
 * Shows where the data comes from and how old it is. This is the same for every value, because one poll provides all
 * values.
 *
 * @param at when the response arrived, in Unix milliseconds
 * @param multipleZones whether the locations span several zones, so that `zone` is UTC
 */
export function DataSource({
  at,
  zone,
  multipleZones = false,
}: {
  at: number
  zone: TimeZone
  multipleZones?: boolean
}) {
  const freshness = useFreshness()
  const { data: directory } = useQuery(sensorDirectoryQuery())
  return (
    <PanelSection title={text.dataSourceHeading}>
      <dl className={descriptionListClassName}>
        <dt>{text.sourceLabel}</dt>
        <dd>{text.sourceValue}</dd>
        <dt>{text.windowLabel}</dt>
        <dd>
          {text.windowValue(formatTime(at - readingWindowMs, zone), formatTime(at, zone))}
          <br />
          {multipleZones ? text.severalZones : formatTimeZone(zone, at)}
        </dd>
        <dt>{text.updatedLabel}</dt>
        <dd>
          <Age at={at} />
        </dd>
        <dt>{text.freshnessLabel}</dt>
        <dd>{text.freshnessLabels[freshness]}</dd>
        <dt>{text.sensorHealthLabel}</dt>
        <dd>
          {directory
            ? text.sensorHealthSource(<ZonedTimestamp at={directory.at} zone={zone} />)
            : text.sensorHealthUnknown}
        </dd>
      </dl>
    </PanelSection>
  )
}
