import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Pulse } from '#src/live/pulse.tsx'
import { sessionQuery } from '#src/session/queries.ts'
import { useTopology } from '#src/topology/use-topology.ts'
import { Mark } from '#src/ui/mark.tsx'
import { AccountMenu } from './account-menu.tsx'
import { paths } from './paths.ts'

/** The slim bar above every screen: the product, the place, and the pulse. */
export function Shell({ children }: { children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery())
  const { topology } = useTopology()
  const [site, ...others] = topology?.sites ?? []
  return (
    <>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-2 border-b border-line bg-surface px-4 md:h-14 md:gap-3 md:px-8">
        <Link
          href={paths.rooms}
          className="flex items-center gap-2 rounded-control text-15 font-semibold tracking-[-0.014em]"
        >
          <Mark className="size-5" />
          Headroom
        </Link>
        {site && (
          <p className="hidden min-w-0 truncate border-l border-line pl-4 text-ink-muted sm:block md:ml-2">
            {others.length === 0 ? site.name : `${site.name} and ${others.length} more`}
          </p>
        )}
        <div className="ml-auto flex items-center gap-1 md:gap-2">
          <Pulse signedOut={session?.signedIn !== true} />
          <AccountMenu />
        </div>
      </header>
      {children}
    </>
  )
}
