import { SelectField } from '#src/components/ui/select-field.tsx'
import type { BoardScreen } from '#src/contract/board.ts'
import type { DraftProps } from './board-editor.tsx'
import { NumberField } from './number-field.tsx'

/** The screen that it hangs on, and from how far away it is read: letters follow from it. */
export function ScreenFields({ draft, faults, onChange }: DraftProps) {
  const { screen } = draft
  const change = (some: Partial<BoardScreen>) => onChange({ screen: { ...screen, ...some } })
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <NumberField
        label="Screen, inches across"
        value={screen.diagonalInches}
        step={1}
        error={faults['screen.diagonalInches'] ?? null}
        onChange={(diagonalInches) => change({ diagonalInches })}
      />
      <NumberField
        label="Read from, metres"
        value={screen.distanceMetres}
        step={0.5}
        error={faults['screen.distanceMetres'] ?? null}
        onChange={(distanceMetres) => change({ distanceMetres })}
      />
      <SelectField
        label="Proportions"
        value={screen.aspect}
        options={[
          ['16:9', '16:9'],
          ['16:10', '16:10'],
          ['4:3', '4:3'],
          ['21:9', '21:9'],
        ]}
        onChange={(aspect) => change({ aspect })}
      />
      <SelectField
        label="Hangs"
        value={screen.orientation}
        options={[
          ['landscape', 'Across'],
          ['portrait', 'Upright'],
        ]}
        onChange={(orientation) => change({ orientation })}
      />
    </fieldset>
  )
}
