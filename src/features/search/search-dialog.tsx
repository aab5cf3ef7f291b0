import { useQuery } from '@tanstack/react-query'
import {
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { navigate } from '#src/lib/address.ts'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { entriesFrom } from './entries.ts'
import { find, indexOf } from './find.ts'
import { choicesFrom } from './choices.ts'
import { ChoiceList } from './choice-list.tsx'
import type { SearchTargets } from './targets.ts'

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
