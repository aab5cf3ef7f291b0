import type { CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import { PlanLegend } from '#src/board/plan/plan-legend.tsx'
import { usePlanLayout } from '#src/board/plan/use-plan-layout.ts'
import type { BoardViewProps, FooterProps } from '#src/board/room-tile-model.ts'
import { sensorStatusLabel } from '#src/board/sensor-status.ts'
import { toUnits } from '#src/board/typography/screen.ts'
import { BoardAge } from './board-age.tsx'
import { FindRoomFooter } from './find-room-footer.tsx'
import { PageProgress } from './page-progress.tsx'
import { StoppedFooter } from './stopped-footer.tsx'
import { TotalsFooter } from './totals-footer.tsx'
import { useFooterFit } from './use-footer-fit.ts'
import './footer.css'

/**
 * The footer of a board: page progress, total people, the number of rooms in each state (the legend of the icons), and
 * the age of the data. Beside a plan with space at its side, a legend replaces the footer. A board without a footer
 * shows the age in its header.
 */
export function BoardFooter(props: FooterProps) {
  const { board, topology, page, index, count, done, notLiveSince, fit } = props
  const footer = useFooterFit(board, fit)
  const plan = usePlanLayout(board, topology, page.kind === 'plan' ? page.floorId : null)
  if (page.kind === 'plan' && plan !== null && plan.legend !== null) {
    return (
      <PlanLegend
        {...props}
        floorId={page.floorId}
        legend={plan.legend}
        caption={plan.caption}
        namesMarker={plan.marker !== null && plan.marker.words === null}
      />
    )
  }
  const style: CSSProperties & Record<`--${string}`, string> =
    footer === null ? {} : { '--foot': toUnits(footer.size), '--foot-lines': String(footer.lines) }
  return (
    <footer className="board-foot" style={style}>
      {count > 1 && <PageProgress {...{ index, count, done }} locale={board.locale} />}
      {footer !== null &&
        (notLiveSince !== null ? (
          <StoppedFooter {...props} footer={footer} />
        ) : board.layout === 'find-room' ? (
          <FindRoomFooter {...props} footer={footer} />
        ) : (
          <TotalsFooter {...props} footer={footer} />
        ))}
    </footer>
  )
}

type FailedFooterProps = Pick<
  BoardViewProps,
  'board' | 'zone' | 'freshness' | 'at' | 'now' | 'sensorsAt' | 'intervalMs' | 'isReplay'
>

/** Replaces a footer whose totals fail to render. Still shows the age of the data and of the sensor status. */
export function FailedFooter(props: FailedFooterProps) {
  const sensorStatus = sensorStatusLabel(props)
  return (
    <footer className="board-foot">
      <div className="board-sums">
        <p className="board-people">{text.totalsFailed}</p>
        {sensorStatus && <p className="board-unknown">{sensorStatus.short}</p>}
        <BoardAge {...props} />
      </div>
    </footer>
  )
}
