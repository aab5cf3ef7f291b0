import { lazy } from 'react'

/** The line chart, loaded when first shown: Recharts weighs more than the rest of the app together. */
export const LazyLineChart = lazy(async () => ({
  default: (await import('./line-chart.tsx')).LineChart,
}))
