import { paths } from '#src/lib/routes.ts'
import { Trash2 } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import { Button } from '#src/components/ui/button.tsx'
import * as text from '#messages/saved-views.ts'
import { deleteView, saveView, selectStartView, useSavedViews } from './saved-views.ts'

/**
 * The views saved in this browser: opens, saves and deletes views, and sets the default view.
 *
 * @param query query of the current view
 */
export function SavedViewsList({ query }: { query: string }) {
  const { views, start } = useSavedViews()
  const [name, setName] = useState('')

  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    saveView({ name, query })
    setName('')
  }
  return (
    <>
      {views.length === 0 ? (
        <p className="mb-3 text-ink-muted">{text.noSavedViews}</p>
      ) : (
        <ul className="-mx-2 mb-3 grid">
          {views.map((view) => (
            <li key={view.name} className="flex items-center gap-1">
              <Link
                href={paths.rooms + view.query}
                aria-current={view.query === query ? 'true' : undefined}
                onClick={(event) =>
                  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
                }
                className="min-w-0 flex-1 truncate rounded-control p-2 font-medium hover:bg-selected aria-[current]:bg-selected"
              >
                {view.name}
              </Link>
              <label className="flex flex-none items-center gap-1.5 text-ink-muted">
                <input
                  type="checkbox"
                  checked={view.query === start}
                  onChange={(event) => selectStartView(event.target.checked ? view.query : null)}
                  aria-label={text.openViewByDefault(view.name)}
                  className="accent-accent"
                />
                {text.openByDefault}
              </label>
              <Button
                variant="quiet"
                aria-label={text.deleteView(view.name)}
                onClick={() => deleteView(view.name)}
              >
                <Trash2 className="size-4" strokeWidth={1.5} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={save} className="flex items-end gap-2 border-t border-line pt-3">
        <label className="min-w-0 flex-1">
          <span className="block pb-1 text-ink-muted">{text.saveViewAs}</span>
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={60}
            autoComplete="off"
            className="h-8 w-full rounded-control border border-line-strong bg-surface-raised px-2 max-md:text-[1rem]"
          />
        </label>
        <Button type="submit" aria-disabled={name.trim() === ''}>
          {text.saveButton}
        </Button>
      </form>
    </>
  )
}
