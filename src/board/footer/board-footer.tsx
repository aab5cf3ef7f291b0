import type { CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import { layOutPlan } from '#src/board/plan/plan-layout.ts'
import { PlanLegend } from '#src/board/plan/plan-legend.tsx'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { sensorStatusLabel } from '#src/board/sensor-status.ts'
import { toUnits } from '#src/board/typography/units.ts'
import { ageLabels } from './age-labels.ts'
import type { FooterProps } from './footer-props.ts'
import { PageProgress } from './page-progress.tsx'
import { StoppedFooter } from './stopped-footer.tsx'
import { TotalsFooter } from './totals-footer.tsx'
import { useFooterFit } from './use-footer-fit.ts'
import './footer.css'

/**
 * Page progress, total people, number of rooms in each state (the legend of the icons), and the age of the data. Beside a
 * plan that leaves space at its side, a legend replaces the footer.
 */
export function BoardFooter(props: FooterProps) {
  const { board, topology, page, index, count, done, notLiveSince } = props
  const fit = useFooterFit(board, topology)
  const plan = page.kind === 'plan' ? layOutPlan(board, topology, page.floorId) : null
  if (page.kind === 'plan' && plan !== null && plan.legend !== null) {
    return <PlanLegend {...props} floorId={page.floorId} fit={plan.legend} caption={plan.caption} />
  }
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--foot': toUnits(fit.size),
    minHeight: toUnits(fit.height[count > 1 ? 'pages' : 'onePage']),
  }
  return (
    <footer className="board-foot" style={style}>
      {count > 1 && <PageProgress {...{ index, count, done }} locale={board.locale} />}
      {notLiveSince === null ? (
        <TotalsFooter {...props} fit={fit} />
      ) : (
        <StoppedFooter {...props} fit={fit} />
      )}
    </footer>
  )
}

type FailedFooterProps = Pick<
  BoardViewProps,
  'board' | 'freshness' | 'at' | 'now' | 'sensorsAt' | 'intervalMs'
>

/** Fallback for a footer whose totals fail to render; still shows the age of the data and of the sensor status. */
export function FailedFooter(props: FailedFooterProps) {
  const { board, freshness, at, now } = props
  const sensorStatus = sensorStatusLabel(props)
  const [age = ''] = ageLabels(at, now, freshness)
  return (
    <footer className="board-foot">
      <div className="board-sums">
        <p className="board-people">{text.totalsFailed}</p>
        {sensorStatus && <p className="board-unknown">{sensorStatus.short}</p>}
        <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
          {localizeDigits(board.locale, age)}
        </p>
      </div>
    </footer>
  )
}
