import { clsx } from 'clsx'
import {
  useEffect,
  useRef,
  useDeferredValue,
  useId,
  useMemo,
  useState,
  type KeyboardEvent,
} from 'react'
import {
  type Choice,
  entriesFrom,
  find,
  indexOf,
  choicesFrom,
  type SearchTargets,
} from './search-index.ts'
import { useQuery } from '@tanstack/react-query'
import { navigate } from '#src/lib/navigation.tsx'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'

/** What was found. The focus stays in the field; the chosen one is marked and kept in view. */
export function ChoiceList({
  id,
  choices,
  chosen,
  onChoose,
}: {
  id: string
  choices: readonly Choice[]
  chosen: number
  onChoose: (href: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView?.({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Found"
      className={clsx('min-h-0 overflow-y-auto p-2', choices.length === 0 && 'hidden')}
    >
      {choices.map(({ key, name, detail, href }, index) => (
        // The keyboard acts on the field that owns this list.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onClick={() => onChoose(href)}
          className="flex cursor-pointer items-baseline justify-between gap-4 rounded-control px-2 py-2 hover:bg-selected aria-selected:bg-selected"
        >
          <span className="min-w-0 truncate font-medium">{name}</span>
          <span className="min-w-0 flex-none truncate text-ink-muted max-sm:max-w-1/2">
            {detail}
          </span>
        </div>
      ))}
    </div>
  )
}

/**
 * Finds rooms, floors, tags and sensors by keyboard alone: typing finds, arrows choose, Enter goes there, Escape
 * leaves. On the platform's own dialog, which keeps the focus and gives it back.
 */
export function SearchDialog({
  targets,
  onClose,
}: {
  targets: SearchTargets
  onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const index = useIndex()
  const asked = useDeferredValue(typed)
  const choices = useMemo(
    () => choicesFrom(find(index, asked), asked, targets),
    [index, asked, targets],
  )
  const at = Math.min(chosen, choices.length - 1)

  useEffect(() => dialog.current?.showModal(), [])

  const go = (href: string | undefined) => {
    if (href === undefined) return
    dialog.current?.close()
    navigate(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && choices.length > 0) {
      event.preventDefault()
      setChosen((at + step + choices.length) % choices.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      go(choices[at]?.href)
    }
  }
  return (
    <dialog
      ref={dialog}
      aria-label="Search"
      closedby="any"
      onClose={onClose}
      className="backdrop:bg-black/40 mx-auto mt-4 mb-auto max-h-[80dvh] w-[min(600px,calc(100vw-16px))] flex-col overflow-hidden rounded-card border border-line bg-surface-raised p-0 text-ink shadow-float open:flex md:mt-24"
    >
      <input
        type="text"
        role="combobox"
        aria-label="Find a room, floor, tag or sensor"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(choices.length > 0 ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        placeholder="Room, floor, tag, sensor or MAC address"
        autoComplete="off"
        spellCheck={false}
        className="h-14 w-full flex-none border-b border-line bg-transparent px-4 text-18 outline-none placeholder:text-ink-faint"
      />
      <ChoiceList id={listId} choices={choices} chosen={at} onChoose={go} />
      <p role="status" className="px-4 py-3 text-ink-muted empty:hidden">
        {asked.trim() !== '' && choices.length === 0 && `Nothing is called “${asked.trim()}”.`}
        {asked.trim() === '' && 'Type a part of a name: one wrong letter does no harm.'}
      </p>
    </dialog>
  )
}

/** What can be found changes when the building does, not with every figure. */
function useIndex() {
  const { topology } = useTopology()
  const { rooms } = useLiveRooms()
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const strangers = joinIds(
    (rooms ?? []).filter(({ floorId }) => floorId === null).map(({ id }) => id),
  )
  return useMemo(() => {
    return indexOf(entriesFrom(topology, splitIds(strangers), directory?.devices ?? []))
  }, [topology, strangers, directory])
}
