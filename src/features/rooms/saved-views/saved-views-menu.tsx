import { Bookmark } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Popover } from '#src/components/ui/popover.tsx'

const SavedViewsList = lazy(async () => {
  const { SavedViewsList } = await import('./saved-views-list.tsx')
  return { default: SavedViewsList }
})

/** Opens the views that this browser keeps by name. */
export function SavedViewsMenu({ path, query }: { path: string; query: string }) {
  return (
    <Popover
      label="Saved views"
      className="w-96"
      buttonClassName="flex h-8 flex-none items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
      button={
        <>
          <Bookmark className="size-4" strokeWidth={1.5} aria-hidden="true" />
          <span className="max-md:sr-only">Saved views</span>
        </>
      }
    >
      <Suspense fallback={null}>
        <SavedViewsList path={path} query={query} />
      </Suspense>
    </Popover>
  )
}
