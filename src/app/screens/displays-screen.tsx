import { lazy, Suspense } from 'react'
import { ErrorScreen } from '#src/app/error-screen.tsx'
import { paths } from '#src/lib/routes.ts'
import { useDocumentTitle } from '#src/app/use-document-title.ts'

const DisplaysView = lazy(async () => {
  const { DisplaysView } = await import('#src/features/displays/displays-view.tsx')
  return { default: DisplaysView }
})

/** The screens on the walls, and what they show. */
export function DisplaysScreen() {
  useDocumentTitle('Displays')
  return (
    <main className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">Displays</h1>
      <ErrorScreen what="The displays">
        <Suspense fallback={null}>
          <DisplaysView path={paths.displays} />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}
