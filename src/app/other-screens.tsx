import { Suspense, type ReactNode } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'
import { ErrorScreen } from './error-screen.tsx'
import { NotFound } from './not-found.tsx'
import { useDocumentTitle } from './use-document-title.ts'

type LazyScreenProps = {
  title: string
  /** Shown when the view fails to load or to render. */
  errorTitle: string
  View: (props: object) => ReactNode
}

/** By path. */
const lazyScreens: Partial<Record<string, LazyScreenProps>> = {
  [paths.sensors]: {
    title: text.sensors,
    errorTitle: text.sensorsFailed,
    View: lazyPart(
      () => import('#src/features/sensors/sensors-page.tsx'),
      (module) => module.SensorsPage,
    ),
  },
  [paths.displays]: {
    title: text.displays,
    errorTitle: text.displaysFailed,
    View: lazyPart(
      () => import('#src/features/displays/displays-view.tsx'),
      (module) => module.DisplaysView,
    ),
  },
  [paths.metrics]: {
    title: text.metrics,
    errorTitle: text.metricsFailed,
    View: lazyPart(
      () => import('#src/features/metrics/metrics-page.tsx'),
      (module) => module.MetricsPage,
    ),
  },
}

function LazyScreen({ title, errorTitle, View }: LazyScreenProps) {
  useDocumentTitle(title)
  return (
    <main id="main" className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">{title}</h1>
      <ErrorScreen title={errorTitle}>
        <Suspense fallback={null}>
          <View />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

/** The screen at a path other than those of rooms. */
export function OtherScreen({ path }: { path: string }) {
  const screen = lazyScreens[path]
  return screen ? <LazyScreen key={path} {...screen} /> : <NotFound />
}
