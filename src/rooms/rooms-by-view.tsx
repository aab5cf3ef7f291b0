import { lazy, Suspense, useCallback } from 'react'
import type { ChangeParams, OverviewParams, View } from './overview-params.ts'
import { RoomGrid, type GridProps } from './room-grid.tsx'

const TableView = lazy(async () => {
  const { TableView } = await import('./table/table-view.tsx')
  return { default: TableView }
})

/** The same rooms as cards or as a table. */
export function RoomsByView({
  view,
  params,
  onChange,
  explainHref,
  ...grid
}: Omit<GridProps, 'explainTo' | 'explainFloor'> & {
  view: View
  params: OverviewParams
  onChange: ChangeParams
  /** Where a figure is explained: `room:<id>`, `floor:<id>`. */
  explainHref: (subject: string) => string
}) {
  const explainTo = useCallback((id: string) => explainHref(`room:${id}`), [explainHref])
  const explainFloor = useCallback((id: string) => explainHref(`floor:${id}`), [explainHref])
  switch (view) {
    case 'cards':
      return <RoomGrid {...grid} explainTo={explainTo} explainFloor={explainFloor} />
    case 'table':
      return (
        <Suspense fallback={<div className="h-screen" />}>
          <TableView {...grid} params={params} onChange={onChange} explainTo={explainTo} />
        </Suspense>
      )
  }
}
