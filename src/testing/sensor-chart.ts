import type { ChartData } from '#src/components/charts/chart-data.ts'
import { minute } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'

/** Start of the chart that `makeSensorChart` creates, in Unix milliseconds. */
export const chartStart = Date.UTC(2026, 10, 23, 9, 10)

/** Creates a three-minute chart of a room and its sensors North and Door. Door reports only in the first minute. */
export function makeSensorChart(
  change: Partial<ChartData> & { north?: string; door?: string } = {},
): ChartData {
  const { north = 'North', door = 'Door', ...rest } = change
  const second = chartStart + minute
  return {
    label: 'People by sensor',
    zone: toTimeZone('Europe/Berlin'),
    from: chartStart,
    to: chartStart + 3 * minute,
    step: minute,
    curve: 'step',
    series: [
      {
        id: 'north',
        label: north,
        colour: 'var(--series-1)',
        points: [
          { at: chartStart, value: 1 },
          { at: second, value: 2.25 },
        ],
      },
      {
        id: 'door',
        label: door,
        colour: 'var(--series-2)',
        points: [{ at: chartStart, value: 3 }],
      },
      {
        id: 'room',
        label: 'Room',
        colour: 'var(--ink)',
        emphasis: 'total',
        points: [
          { at: chartStart, value: 4 },
          { at: second, value: 2, partial: true },
        ],
      },
    ],
    ...rest,
  }
}
