import './report-table.css'
import './report.css'
import { clsx } from 'clsx'
import { ArrowLeft, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#src/components/ui/button.tsx'
import { LoadingPlaceholder } from '#src/components/ui/placeholders.tsx'
import { minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatFullTime } from '#src/format/report.ts'
import { Link } from '#src/lib/navigation.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/report.ts'

/**
 * A report on the screen: a way back, a button that prints, and the page of paper.
 *
 * @param problem why there is no report, as a sentence; null if there is one
 * @param isComplete whether all figures are loaded; if not, the page cannot be printed
 */
export function ReportPage({
  backHref,
  backLabel,
  problem,
  isComplete,
  children,
}: {
  backHref: string
  backLabel: string
  problem: string | null
  isComplete: boolean
  children: ReactNode
}) {
  return (
    <>
      <div className="report-bar">
        <Link href={backHref} className="report-back">
          <ArrowLeft className="size-4" strokeWidth={1.5} aria-hidden="true" />
          {backLabel}
        </Link>
        <p role="status">{problem ?? (isComplete ? text.ready : text.stillLoading)}</p>
        <Button disabled={problem !== null || !isComplete} onClick={() => window.print()}>
          <Printer className="size-4" strokeWidth={1.5} aria-hidden="true" />
          {text.print}
        </Button>
      </div>
      {children}
    </>
  )
}

const wholeMinute = (now: number) => Math.floor(now / minute) * minute

/** Length of a name up to which it fits on one line in large letters. */
const maxNameLength = 36

/**
 * The page of paper, in light colours in any theme.
 *
 * @param lines what the report covers, below the name
 * @param zone time zone of the time at which the report was made
 * @param rules sentences about how the figures are calculated
 * @param address URL of the page
 */
export function ReportSheet({
  name,
  lines,
  zone,
  rules,
  address,
  children,
}: {
  name: string
  lines: readonly string[]
  zone: TimeZone
  rules: readonly string[]
  address: string
  children: ReactNode
}) {
  const now = useServerClock(wholeMinute)
  return (
    <article data-theme="light" aria-label={text.paper(name)} className="report-sheet">
      <header className="report-head">
        <div>
          <h2 title={name} className={clsx(name.length > maxNameLength && 'report-long-name')}>
            {name}
          </h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <p>
          <b>{text.headroom}</b>
          <br />
          {formatFullTime(now, zone)}
        </p>
      </header>
      {children}
      <footer className="report-foot">
        <p>{rules.join(' ')}</p>
        <p>
          <span className="report-address">{address}</span>
          <span>{text.onePage}</span>
        </p>
      </footer>
    </article>
  )
}

/** A section of a report: its title, a note beside it, and its content. */
export function ReportSection({
  title,
  note,
  children,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="report-section">
      <div className="report-title">
        <h3>{title}</h3>
        {note !== undefined && <p>{note}</p>}
      </div>
      {children}
    </section>
  )
}

/** Replaces figures that are loading, or that could not be loaded. */
export function ReportPlaceholder({ error }: { error: unknown }) {
  return (
    <p className="report-muted">{error === null ? text.figuresLoading : text.figuresMissing}</p>
  )
}

/** Replaces the page of paper while its first figures load. */
export function ReportSkeleton() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="report-sheet" />
    </LoadingPlaceholder>
  )
}
