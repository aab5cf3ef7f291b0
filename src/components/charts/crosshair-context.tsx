import { type ReactNode, createContext, use, useMemo, useState } from 'react'

/** Where the crosshair stands, Unix milliseconds; `null` when nobody points at a moment. */
export type Crosshair = { at: number | null; moveTo: (at: number | null) => void }

const Shared = createContext<Crosshair | null>(null)

/** Charts inside share one crosshair: pointing at a moment in one shows that moment in all. */
export function SharedCrosshair({ children }: { children: ReactNode }) {
  const crosshair = useOwnCrosshair()
  return <Shared value={crosshair}>{children}</Shared>
}

/** The shared crosshair, or the chart's own where none is shared. */
export function useCrosshair(): Crosshair {
  const own = useOwnCrosshair()
  return use(Shared) ?? own
}

function useOwnCrosshair(): Crosshair {
  const [at, moveTo] = useState<number | null>(null)
  return useMemo(() => ({ at, moveTo }), [at])
}
