import './search-dialog.css'
import { clsx } from 'clsx'
import { maxNameLength } from '#src/contract/butlr-values.ts'
import {
  useEffect,
  useEffectEvent,
  useRef,
  useDeferredValue,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type KeyboardEvent,
} from 'react'
import {
  type SearchResult,
  buildSearchItems,
  searchItems,
  createSearchIndex,
  toSearchResults,
} from './search-index.ts'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { navigate } from '#src/lib/navigation.tsx'
import { overviewQuery } from '#src/lib/page-queries.ts'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import * as text from '#messages/search.ts'

/** The search results. Focus stays in the input; the active result is highlighted and scrolled into view. */
function SearchResultList({
  id,
  results,
  activeIndex,
  onSelect,
}: {
  id: string
  results: readonly SearchResult[]
  activeIndex: number
  onSelect: (href: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView?.({ block: 'nearest' })
  }, [activeIndex])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={text.resultsLabel}
      className={clsx('min-h-0 overflow-y-auto p-2', results.length === 0 && 'hidden')}
    >
      {results.map(({ key, name, detail, href }, index) => (
        // The keyboard handler is on the input that controls this list.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === activeIndex}
          onClick={() => onSelect(href)}
          className="search-result cursor-pointer rounded-control px-2 py-2 hover:bg-selected aria-selected:bg-selected"
        >
          <span dir="auto" className="truncate text-left font-medium">
            {name}
          </span>
          <span className="truncate text-ink-muted">{detail}</span>
        </div>
      ))}
    </div>
  )
}

/** @param activeIndex index of the active result, or -1 if there are no results */
function SearchInput({
  listId,
  query,
  activeIndex,
  onType,
  onKeyDown,
}: {
  listId: string
  query: string
  activeIndex: number
  onType: (typed: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const hasResults = activeIndex >= 0
  return (
    <input
      type="text"
      role="combobox"
      aria-label={text.fieldLabel}
      aria-expanded={hasResults}
      aria-controls={listId}
      aria-autocomplete="list"
      {...(hasResults ? { 'aria-activedescendant': `${listId}-${activeIndex}` } : {})}
      value={query}
      maxLength={maxNameLength}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onKeyDown}
      placeholder={text.fieldPlaceholder}
      autoComplete="off"
      spellCheck={false}
      className="h-14 min-w-0 flex-1 bg-transparent px-4 text-18 outline-none placeholder:text-ink-faint"
    />
  )
}

/**
 * Finds rooms, floors, tags and sensors by keyboard: type to search, arrow keys to select, Enter to open, Escape to
 * close. A native modal dialog, which traps the focus and restores it.
 */
export function SearchDialog({
  initialQuery,
  onClose,
}: {
  /** What the user typed before the dialog loaded, with a line break for Enter. */
  initialQuery: string
  onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [query, setQuery] = useState(initialQuery)
  const [selectedIndex, setSelectedIndex] = useState(0)
  const index = useSearchIndex()
  const deferredQuery = useDeferredValue(query)
  const trimmedQuery = deferredQuery.trim()
  const results = useMemo(() => search(index, deferredQuery), [index, deferredQuery])
  const activeIndex = Math.min(selectedIndex, results.length - 1)

  // A layout effect opens the dialog before the browser handles the next key, so that no character is lost.
  useLayoutEffect(() => dialog.current?.showModal(), [])

  const openResult = (href: string | undefined) => {
    if (href === undefined) return
    dialog.current?.close()
    navigate(href)
  }
  const openSubmitted = useEffectEvent(() => {
    if (initialQuery.includes('\n')) openResult(results[0]?.href)
  })
  useEffect(() => openSubmitted(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && results.length > 0) {
      event.preventDefault()
      setSelectedIndex((activeIndex + step + results.length) % results.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      // The list may still show the results of an earlier text.
      const current = query === deferredQuery ? results : search(index, query)
      openResult(current[Math.min(selectedIndex, current.length - 1)]?.href)
    }
  }
  return (
    <dialog
      ref={dialog}
      aria-label={text.dialogLabel}
      closedby="any"
      onClose={onClose}
      className="backdrop:bg-black/40 mx-auto mt-4 mb-auto max-h-[80dvh] w-[min(37.5rem,calc(100vw-1rem))] flex-col overflow-hidden rounded-card border border-line bg-surface-raised p-0 text-ink shadow-float open:flex md:mt-24"
    >
      <div className="search-field flex flex-none items-center border-b border-line">
        <SearchInput
          {...{ listId, query, onKeyDown }}
          activeIndex={activeIndex}
          onType={(typed) => {
            setQuery(typed)
            setSelectedIndex(0)
          }}
        />
        <button
          type="button"
          aria-label={text.closeButton}
          onClick={() => dialog.current?.close()}
          className="search-close grid place-items-center rounded-control text-ink-muted hover:bg-selected hover:text-ink"
        >
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <SearchResultList
        id={listId}
        results={results}
        activeIndex={activeIndex}
        onSelect={openResult}
      />
      <p role="status" className="px-4 py-3 text-ink-muted empty:hidden">
        {trimmedQuery === '' ? text.hint : results.length === 0 && text.noMatches(trimmedQuery)}
      </p>
    </dialog>
  )
}

function search(index: ReturnType<typeof createSearchIndex>, query: string) {
  return toSearchResults(searchItems(index, query), query, overviewQuery())
}

/** Returns the search index. It is rebuilt when the topology or the sensors change, not on every poll. */
function useSearchIndex() {
  const { topology } = useTopology()
  const { rooms } = useLiveRooms()
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const unknownRoomIds = joinIds(
    (rooms ?? []).filter(({ floorId }) => floorId === null).map(({ id }) => id),
  )
  return useMemo(() => {
    return createSearchIndex(
      buildSearchItems(topology, splitIds(unknownRoomIds), directory?.devices ?? []),
    )
  }, [topology, unknownRoomIds, directory])
}
