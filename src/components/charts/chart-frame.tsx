import { type ReactNode, Suspense } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { toChartExport } from './chart-csv.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { type ChartData, hasReadings, defaultChartHeight } from './chart-data.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import * as text from '#messages/charts.ts'
import { ChartTable } from './chart-table.tsx'
import { DownloadMenu, TableToggle } from './chart-tools.tsx'

/** Loads the line chart on first use, because Recharts is large. */
export const LazyLineChart = lazyPart(() =>
  import('./line-chart.tsx').then((module) => module.LineChart),
)

/** The content of a chart frame. `failed` contains the error message and the last data, or null if there was none. */
export type ChartState =
  | { kind: 'loading' }
  | { kind: 'ready'; data: ChartData }
  | { kind: 'failed'; message: string; data: ChartData | null }

type Props = {
  title: string
  level: 2 | 3 | 4
  state: ChartState
  /** Title and details for downloads. */
  exportHeading: ExportHeading
  /**
   * Chart height in pixels at the default font size of 16 px. Placeholders and errors have the same height, so that the
   * layout does not shift.
   */
  height?: number
  /** Whether a table replaces the chart. */
  isTableShown?: boolean
  /** Switches between chart and table. If undefined, there is no button. */
  onTableToggle?: () => void
  /** Controls in the frame's header, such as metric and range. */
  controls?: ReactNode
  children: (data: ChartData) => ReactNode
}

/** The frame of a chart: heading, controls, table view, downloads and placeholders. */
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
          {state.kind === 'loading' && (
            // Reserves the space of the tools, so that controls do not move under the pointer when data arrives.
            <div className="flex items-center" style={{ visibility: 'hidden' }}>
              {onTableToggle && <TableToggle pressed={false} onToggle={onTableToggle} />}
              <span className="size-8" />
            </div>
          )}
          {hasData && (
            <div className="flex items-center">
              {onTableToggle && <TableToggle pressed={isTableShown} onToggle={onTableToggle} />}
              <DownloadMenu
                title={exportHeading.title}
                toExport={() => toChartExport(data, exportHeading)}
                renderImage={async () => {
                  const { renderChartPng } = await import('./chart-png.tsx')
                  return renderChartPng(data, exportHeading.title)
                }}
              />
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
