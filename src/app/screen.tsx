import { Suspense, type ReactNode } from 'react'
import * as text from '#messages/app.ts'
import { ErrorScreen } from './error-screen.tsx'
import { useDocumentTitle } from './use-document-title.ts'

export type ScreenProps = {
  title: string
  View: (props: object) => ReactNode
}

/** A screen with its title, which only screen readers and the browser tab show. */
export function Screen({ title, View }: ScreenProps) {
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
