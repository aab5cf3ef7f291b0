import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'
import { notLive } from '#messages/replay.ts'
import { ReportScreen } from './report-screen.tsx'
import { Screen, type ScreenProps } from './screen.tsx'

const NotFound = lazyPart(() => import('./not-found.tsx').then((module) => module.NotFound))

/** The screens whose views load as separate chunks, by path. */
const lazyScreens: Partial<Record<string, ScreenProps>> = {
  [paths.insights]: {
    title: text.insights,
    View: lazyPart(() =>
      import('#src/features/insights/insights-page.tsx').then((module) => module.InsightsPage),
    ),
  },
  [paths.sensors]: {
    title: text.sensors,
    View: lazyPart(() =>
      import('#src/features/sensors/sensors-page.tsx').then((module) => module.SensorsPage),
    ),
  },
  [paths.displays]: {
    title: text.displays,
    View: lazyPart(() =>
      import('#src/features/displays/displays-view.tsx').then((module) => module.DisplaysView),
    ),
  },
  [paths.replay]: {
    title: notLive,
    View: lazyPart(() => import('./replay-screen.tsx').then((module) => module.ReplayScreen)),
  },
  [paths.metrics]: {
    title: text.metrics,
    View: lazyPart(() =>
      import('#src/features/metrics/metrics-page.tsx').then((module) => module.MetricsPage),
    ),
  },
  [paths.settings]: {
    title: text.settings,
    View: lazyPart(() =>
      import('#src/features/settings/settings-page.tsx').then((module) => module.SettingsPage),
    ),
  },
}

/** A screen whose view loads as a separate chunk; for an unknown path, a message. */
export function LazyScreen({ path }: { path: string }) {
  if (path === paths.report) return <ReportScreen />
  const screen = lazyScreens[path]
  return screen ? <Screen {...screen} /> : <NotFound />
}
