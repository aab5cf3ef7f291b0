import { Suspense, type ReactNode } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'
import { notLive } from '#messages/replay.ts'
import { ErrorScreen } from './error-screen.tsx'
import { useDocumentTitle } from './use-document-title.ts'

const NotFound = lazyPart(
  () => import('./not-found.tsx'),
  (module) => module.NotFound,
)

type LazyScreenProps = {
  title: string
  View: (props: object) => ReactNode
}

/** The screens whose views load as separate chunks, by path. */
const lazyScreens: Partial<Record<string, LazyScreenProps>> = {
  [paths.insights]: {
    title: text.insights,
    View: lazyPart(
      () => import('#src/features/insights/insights-page.tsx'),
      (module) => module.InsightsPage,
    ),
  },
  [paths.sensors]: {
    title: text.sensors,
    View: lazyPart(
      () => import('#src/features/sensors/sensors-page.tsx'),
      (module) => module.SensorsPage,
    ),
  },
  [paths.displays]: {
    title: text.displays,
    View: lazyPart(
      () => import('#src/features/displays/displays-view.tsx'),
      (module) => module.DisplaysView,
    ),
  },
  [paths.replay]: {
    title: notLive,
    View: lazyPart(
      () => import('./replay-screen.tsx'),
      (module) => module.ReplayScreen,
    ),
  },
  [paths.metrics]: {
    title: text.metrics,
    View: lazyPart(
      () => import('#src/features/metrics/metrics-page.tsx'),
      (module) => module.MetricsPage,
    ),
  },
  [paths.settings]: {
    title: text.settings,
    View: lazyPart(
      () => import('#src/features/settings/settings-page.tsx'),
      (module) => module.SettingsPage,
    ),
  },
}

function Screen({ title, View }: LazyScreenProps) {
  useDocumentTitle(title)
  return (
    <main id="main" className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">{title}</h1>
      <ErrorScreen title={text.screenFailed}>
        <Suspense fallback={null}>
          <View />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

/** A screen whose view loads as a separate chunk; for an unknown path, a message. */
export function LazyScreen({ path }: { path: string }) {
  const screen = lazyScreens[path]
  return screen ? <Screen {...screen} /> : <NotFound />
}
