import { useState } from 'react'
import type { RecentChange } from '#src/contract/settings.ts'
import { Button } from '#src/components/ui/button.tsx'
import { formatDeviceDateTime } from '#src/format/dates.ts'
import * as text from '#messages/settings.ts'
import type { ChangeDescriber } from './describe-change.ts'
import { SettingsSection } from './settings-section.tsx'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'
import { useCurrentHour } from '#src/components/ui/value-source.tsx'

const shownAtFirst = 10
const shownItems = 3

/** The recent changes, newest first; each can be undone while its values are still in effect. */
export function ChangesSection({
  describer,
  editor,
}: {
  describer: ChangeDescriber
  editor: SettingsEditor
}) {
  const { changes } = editor.settings
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? changes : changes.slice(0, shownAtFirst)
  return (
    <SettingsSection id="changes" heading={text.recentChanges}>
      {changes.length === 0 ? (
        <p className="text-ink-muted">{text.noChanges}</p>
      ) : (
        <ul aria-label={text.recentChanges}>
          {shown.map((change) => (
            <ChangeRow key={change.id} {...{ change, describer, editor }} />
          ))}
        </ul>
      )}
      {shown.length < changes.length && (
        <Button className="mt-3" onClick={() => setShowsAll(true)}>
          {text.showAllChanges}
        </Button>
      )}
    </SettingsSection>
  )
}

function ChangeRow({
  change: { id, items, more, by, at, mayUndo },
  describer,
  editor,
}: {
  change: RecentChange
  describer: ChangeDescriber
  editor: SettingsEditor
}) {
  const now = useCurrentHour()
  const lines = items
    .slice(0, shownItems)
    .map((item) => `${describer.describePlace(item)}: ${describer.describe(item)}`)
  const further = more + items.length - lines.length
  return (
    <li className="settings-change">
      <div className="min-w-0 wrap-break-word">
        {lines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
        {further > 0 && <span className="text-ink-muted">{text.moreItems(further)}</span>}
      </div>
      <span className="wrap-break-word text-ink-muted">{by}</span>
      <span className="text-ink-muted">{formatDeviceDateTime(at, now)}</span>
      <span>
        {mayUndo && (
          <Button
            variant="quiet"
            aria-label={text.undoLabel(lines.join('; '))}
            onClick={() => void editor.undo(id)}
          >
            {text.undoButton}
          </Button>
        )}
      </span>
    </li>
  )
}
