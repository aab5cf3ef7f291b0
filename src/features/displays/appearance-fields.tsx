import { useState } from 'react'
import * as text from '#messages/boards.ts'
import { TextField } from '#src/components/ui/text-field.tsx'
import { labelOptions, SelectField } from '#src/components/ui/select-field.tsx'
import {
  boardLayouts,
  boardPrivacies,
  boardThemes,
  screenAspects,
  screenOrientations,
  type BoardScreen,
} from '#src/contract/board.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { metresTo, toMetres } from '#src/domain/distance-units.ts'
import { selectBoardRooms } from '#src/board/board-places.ts'
import type { DraftFieldsProps } from './board-draft.ts'
import { LocationField } from './option-fields.tsx'
import { PlanFields } from './plan-fields.tsx'

/** A number input. Text that is not a number stays in the field and counts as NaN. */
function NumberField({
  label,
  value,
  step,
  error,
  onChange,
}: {
  label: string
  value: number
  step: number
  error: string | null
  onChange: (value: number) => void
}) {
  const [typed, setTyped] = useState(String(value))
  return (
    <TextField
      label={label}
      type="number"
      inputMode="decimal"
      step={step}
      value={typed}
      error={error}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))
      }}
    />
  )
}

/** The screen size and the viewing distance determine the font size of the board. */
export function ScreenFields({ draft, fieldErrors, onChange }: DraftFieldsProps) {
  const { screen, units } = draft
  const change = (some: Partial<BoardScreen>) => onChange({ screen: { ...screen, ...some } })
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <NumberField
        label={text.diagonalField}
        value={screen.diagonalInches}
        step={1}
        error={fieldErrors['screen.diagonalInches'] ?? null}
        onChange={(diagonalInches) => change({ diagonalInches })}
      />
      <NumberField
        key={units}
        label={text.distanceFields[units]}
        value={metresTo(units, screen.distanceMetres)}
        step={units === 'feet' ? 1 : 0.5}
        error={fieldErrors['screen.distanceMetres'] ?? null}
        onChange={(distance) => change({ distanceMetres: toMetres(units, distance) })}
      />
      <SelectField
        label={text.aspectField}
        value={screen.aspect}
        options={screenAspects.map((aspect) => [aspect, aspect])}
        onChange={(aspect) => change({ aspect })}
      />
      <SelectField
        label={text.orientationField}
        value={screen.orientation}
        options={labelOptions(screenOrientations, text.orientationOptions)}
        onChange={(orientation) => change({ orientation })}
      />
    </fieldset>
  )
}

/** A board of free rooms has no privacy field, because it never shows a number of people. */
export function AppearanceFields(props: DraftFieldsProps) {
  const { draft, fieldErrors, onChange } = props
  const isFindRoom = draft.layout === 'find-room'
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label={text.layoutField}
        value={draft.layout}
        options={labelOptions(boardLayouts, text.layoutLabels)}
        onChange={(layout) => onChange({ layout })}
      />
      <SelectField
        label={text.themeField}
        value={draft.theme}
        options={labelOptions(boardThemes, text.themeOptions)}
        onChange={(theme) => onChange({ theme })}
      />
      <TextField
        label={text.localeField}
        value={draft.locale}
        error={fieldErrors['locale'] ?? null}
        placeholder={text.localePlaceholder}
        onChange={(event) => onChange({ locale: event.target.value.trim() })}
      />
      {!isFindRoom && (
        <SelectField
          label={text.privacyField}
          value={draft.privacy}
          options={labelOptions(boardPrivacies, text.privacyOptions)}
          onChange={(privacy) => onChange({ privacy })}
        />
      )}
      {isFindRoom && <LocationField {...props} />}
      {draft.layout === 'plan' && <PlanFields {...props} />}
      {draft.privacy === 'small-rooms-in-words' && !isFindRoom && (
        <MissingCapacityNote draft={draft} />
      )}
    </fieldset>
  )
}

/** States how many rooms show only their status because their capacity is unknown. */
function MissingCapacityNote({ draft }: Pick<DraftFieldsProps, 'draft'>) {
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const shown = selectBoardRooms(draft, rooms, topology)
  const count = shown.filter(({ capacity }) => capacity === null).length
  if (count === 0) return null
  return (
    <p role="status" className="text-ink-muted sm:col-span-2">
      {text.statusOnlyWithoutCapacity(count)}
    </p>
  )
}
