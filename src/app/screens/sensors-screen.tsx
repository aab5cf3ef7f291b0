import { lazy, Suspense } from 'react'
import { ErrorScreen } from '#src/app/error-screen.tsx'
import { hrefOfRoom } from '#src/lib/routes.ts'
import { useDocumentTitle } from '#src/app/use-document-title.ts'

const DevicesView = lazy(async () => {
  const { DevicesView } = await import('#src/features/sensors/devices-view.tsx')
  return { default: DevicesView }
})

/** Every sensor of the organisation, and what is wrong with it. */
export function SensorsScreen() {
  useDocumentTitle('Sensors')
  return (
    <main className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">Sensors</h1>
      <ErrorScreen what="The sensors">
        <Suspense fallback={null}>
          <DevicesView hrefOfRoom={hrefOfRoom} />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}
