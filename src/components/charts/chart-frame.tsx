import { type MouseEvent, type ReactNode, Suspense, useState } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { Download, Table2 } from 'lucide-react'
import { Popover } from '#src/components/ui/popover.tsx'
import { toChartExport } from './chart-csv.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { download, downloadCsv } from '#src/lib/download.ts'
import { type ChartData, hasReadings, defaultChartHeight } from './chart-data.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import * as text from '#messages/charts.ts'
import { ChartTable } from './chart-table.tsx'

/** The line chart, loaded on first use because Recharts is large. */
export const LazyLineChart = lazyPart(async () => (await import('./line-chart.tsx')).LineChart)

const menuItemClassName =
  'flex h-8 w-full items-center rounded-control px-3 text-left text-13 whitespace-nowrap text-ink hover:bg-selected'

/** Offers the chart as CSV and as PNG. */
function DownloadMenu({ data, heading }: { data: ChartData; heading: ExportHeading }) {
  const [hasImageFailed, setImageFailed] = useState(false)
  const saveCsv = (event: MouseEvent<HTMLButtonElement>) => {
    downloadCsv(toChartExport(data, heading))
    closePopover(event.currentTarget)
  }
  const savePng = async (event: MouseEvent<HTMLButtonElement>) => {
    closePopover(event.currentTarget)
    setImageFailed(false)
    try {
      const { renderChartPng } = await import('./chart-png.tsx')
      download(await renderChartPng(data, heading.title), heading.title, 'png')
    } catch {
      setImageFailed(true)
    }
  }
  return (
    <>
      {hasImageFailed && (
        <span role="alert" className="mr-2 text-13 text-busy-ink">
          {text.imageFailed}
        </span>
      )}
      <Popover
        label={text.downloadMenu}
        button={<Download aria-hidden="true" className="size-4" strokeWidth={1.5} />}
        buttonLabel={text.downloadMenu}
        buttonClassName="grid size-8 place-items-center rounded-control text-ink-muted hover:text-ink"
        className="p-1"
      >
        <button type="button" className={menuItemClassName} onClick={saveCsv}>
          {text.downloadCsv}
        </button>
        <button
          type="button"
          className={menuItemClassName}
          onClick={(event) => void savePng(event)}
        >
          {text.downloadPng}
        </button>
      </Popover>
    </>
  )
}

function closePopover(inside: Element) {
  inside.closest<HTMLElement>('[popover]')?.hidePopover()
}

/** What a chart frame shows. `failed` contains the error message and the last data, or `null` if there was none. */
export type ChartState =
  | { kind: 'loading' }
  | { kind: 'ready'; data: ChartData }
  | { kind: 'failed'; message: string; data: ChartData | null }

type Props = {
  title: string
  level: 2 | 3 | 4
  state: ChartState
  /** Title and details for the downloads. */
  exportHeading: ExportHeading
  /**
   * Chart height in pixels at the default font size (16 px). The loading, empty and error states have the same height,
   * so that the layout does not shift.
   */
  height?: number
  /** Shows the values as a table instead of the chart. */
  isTableShown?: boolean
  /** Switches between chart and table. If undefined, there is no button for it. */
  onTableToggle?: () => void
  /** Controls of the chart, such as metric and range. */
  controls?: ReactNode
  /** Renders the chart; may be lazy. */
  children: (data: ChartData) => ReactNode
}

/** The frame of a chart: heading, controls, table view, downloads, and placeholders. */
export function ChartFrame({
  title,
  level,
  state,
  exportHeading,
  height = defaultChartHeight,
  isTableShown = false,
  onTableToggle,
  controls,
  children,
}: Props) {
  const Heading = `h${level}` as const
  const data = state.kind === 'loading' ? null : state.data
  const hasData = data !== null && hasReadings(data)
  return (
    <section className="break-inside-avoid" aria-busy={state.kind === 'loading'}>
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <Heading className="m-0 mr-auto text-15 font-semibold text-ink">{title}</Heading>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 print:hidden">
          {controls}
          {hasData && (
            <div className="flex items-center">
              {onTableToggle && <TableToggle pressed={isTableShown} onToggle={onTableToggle} />}
              <DownloadMenu data={data} heading={exportHeading} />
            </div>
          )}
        </div>
      </div>
      {state.kind === 'failed' && (
        <output className="mb-2 block text-13 text-busy-ink">{state.message}</output>
      )}
      {hasData && (
        <ErrorBoundary
          resetKey={data}
          fallback={<PlaceholderMessage height={height}>{text.renderingFailed}</PlaceholderMessage>}
        >
          {isTableShown ? (
            <ChartTable data={data} height={height} />
          ) : (
            <Suspense fallback={<ChartSkeleton height={height} />}>{children(data)}</Suspense>
          )}
        </ErrorBoundary>
      )}
      {!hasData && <ChartPlaceholder state={state} height={height} />}
    </section>
  )
}

function TableToggle({ pressed, onToggle }: { pressed: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className="flex h-8 items-center gap-2 rounded-control px-2 text-13 text-ink-muted hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
      onClick={onToggle}
    >
      <Table2 aria-hidden="true" className="size-4" strokeWidth={1.5} />
      {text.tableButton}
    </button>
  )
}

/** Shown in place of the chart when there is nothing to draw. */
function ChartPlaceholder({ state, height }: { state: ChartState; height: number }) {
  if (state.kind === 'loading') return <ChartSkeleton height={height} />
  return (
    <PlaceholderMessage height={height}>
      {state.kind === 'ready' ? text.noDataInRange : text.noDataYet}
    </PlaceholderMessage>
  )
}

function PlaceholderMessage({ height, children }: { height: number; children: string }) {
  return (
    <div
      style={{ height: `${height / 16}rem` }}
      className="grid place-items-center rounded-control bg-surface-sunken text-13 text-ink-muted"
    >
      {children}
    </div>
  )
}

function ChartSkeleton({ height }: { height: number }) {
  return (
    <output
      style={{ height: `${height / 16}rem` }}
      className="block rounded-control bg-surface-sunken motion-safe:animate-pulse"
    >
      <span className="sr-only">{text.loading}</span>
    </output>
  )
}
