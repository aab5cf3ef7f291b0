import { lazy, Suspense, type ComponentProps } from 'react'

const Toolbar = lazy(async () => {
  const { Toolbar } = await import('./toolbar.tsx')
  return { default: Toolbar }
})

/** The tools come a moment after the rooms; until then their place is as high as they are, so that nothing moves. */
export function LazyToolbar(tools: ComponentProps<typeof Toolbar>) {
  return (
    <Suspense fallback={<div className="h-32 border-line md:h-34.25 md:border-t xl:h-24.25" />}>
      <Toolbar {...tools} />
    </Suspense>
  )
}
