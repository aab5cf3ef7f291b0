import { XAxis, YAxis } from 'recharts'
import type { ChartModel } from './drawing.ts'

const text = { fill: 'var(--ink-faint)', fontSize: 13 }
const mark = { stroke: 'var(--line-strong)' }

/** Time below the plot, marked on the calendar of the building. */
export function TimeAxis({ model }: { model: ChartModel }) {
  const labels = new Map(model.timeTicks.map(({ at, label }) => [at, label]))
  return (
    <XAxis
      dataKey="at"
      type="number"
      domain={[model.from, model.to]}
      allowDataOverflow
      ticks={[...labels.keys()]}
      tickFormatter={(at: number) => labels.get(at) ?? ''}
      interval={0}
      height={model.height - model.plot.top - model.plot.height}
      tick={text}
      tickMargin={6}
      tickSize={4}
      tickLine={mark}
      axisLine={mark}
    />
  )
}

/** Values left of the plot, from 0. */
export function ValueAxis({ model }: { model: ChartModel }) {
  const labels = new Map(model.valueTicks.map(({ value, label }) => [value, label]))
  return (
    <YAxis
      domain={[0, model.top]}
      ticks={[...labels.keys()]}
      tickFormatter={(value: number) => labels.get(value) ?? ''}
      allowDecimals={model.curve === 'linear'}
      interval={0}
      width={model.plot.left}
      tick={text}
      tickSize={0}
      tickMargin={8}
      tickLine={false}
      axisLine={false}
    />
  )
}
