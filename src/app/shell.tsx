import { afterFirstPaint } from '#src/lib/first-paint.ts'
import type { ReactNode } from 'react'
import { LaterPart, lazyPart } from '#src/components/ui/lazy-part.tsx'
import { Link } from '#src/lib/navigation.tsx'
import { Logo } from '#src/components/ui/logo.tsx'
import { ErrorScreen } from './error-screen.tsx'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/app.ts'

const HeaderTools = lazyPart(async () => {
  await afterFirstPaint()
  return import('./header-tools.tsx').then((module) => module.HeaderTools)
})
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="top-bar border-b border-line bg-surface px-4 md:px-8">
        <Link
          href={paths.rooms}
          aria-label={text.headroom}
          className="flex flex-none items-center gap-2 rounded-control text-15 font-semibold tracking-[-0.014em]"
        >
          <Logo className="size-5" />
          <span className="max-lg:hidden">{text.headroom}</span>
        </Link>
        <ErrorScreen title={text.headerFailed}>
          <LaterPart>
            <HeaderTools />
          </LaterPart>
        </ErrorScreen>
      </header>
      {children}
    </>
  )
}
