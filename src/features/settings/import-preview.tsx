import { useState } from 'react'
import type { ImportSettingsResponse, SettingChange } from '#src/contract/settings.ts'
import { Button } from '#src/components/ui/button.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { cancelButton, moreItems, saving } from '#messages/settings.ts'
import * as text from '#messages/settings-import.ts'
import type { ProblemLine } from './capacity-table.ts'
import type { ChangeDescriber } from './describe-change.ts'

/** The changes that an import would make, and the lines of a table that it leaves out. */
export type Preview = ImportSettingsResponse & { problems: readonly ProblemLine[] }

const maxShown = 200

/** The changes that an import would make, with a button that saves them. */
export function ImportPreview({
  preview: { changes, unchanged, locked, unknown, problems },
  describer,
  onSave,
  onCancel,
}: {
  preview: Preview
  describer: ChangeDescriber
  onSave: (changes: readonly SettingChange[]) => Promise<void>
  onCancel: () => void
}) {
  const [isSaving, setIsSaving] = useState(false)
  const small = changes.filter(describer.makesSmall).length
  async function save() {
    setIsSaving(true)
    await onSave(changes)
    setIsSaving(false)
  }
  return (
    <section aria-label={text.previewHeading} className="settings-preview">
      <p role="status" className="font-medium">
        {changes.length === 0 ? text.nothingToImport : text.previewHeading}
      </p>
      {changes.length > 0 && (
        <ScrollRegion label={text.previewTable} className="settings-preview-table">
          <PreviewTable changes={changes} describer={describer} />
        </ScrollRegion>
      )}
      {changes.length > maxShown && <p>{moreItems(changes.length - maxShown)}</p>}
      {small > 0 && <p className="text-busy-ink">{text.roomsBecomeSmall(small)}</p>}
      {unchanged > 0 && <p className="text-ink-muted">{text.unchangedLines(unchanged)}</p>}
      {locked > 0 && <p className="text-ink-muted">{text.lockedValues(locked)}</p>}
      {unknown > 0 && <p className="text-ink-muted">{text.unknownValues(unknown)}</p>}
      {problems.length > 0 && (
        <>
          <p>{text.problemsHeading(problems.length)}</p>
          <ul>
            {problems.slice(0, maxShown).map(({ line, text: content, problem }) => (
              <li key={line} className="wrap-break-word">
                {text.problemLine(line, content, text.lineProblems[problem])}
              </li>
            ))}
          </ul>
          {problems.length > maxShown && <p>{moreItems(problems.length - maxShown)}</p>}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {changes.length > 0 && (
          <Button aria-disabled={isSaving} onClick={() => !isSaving && void save()}>
            {isSaving ? saving : text.saveImport(changes.length)}
          </Button>
        )}
        <Button variant="quiet" onClick={onCancel}>
          {cancelButton}
        </Button>
      </div>
    </section>
  )
}

function PreviewTable({
  changes,
  describer,
}: {
  changes: readonly SettingChange[]
  describer: ChangeDescriber
}) {
  return (
    <table className="w-full text-left">
      <thead>
        <tr>
          <th scope="col">{text.previewColumns.what}</th>
          <th scope="col">{text.previewColumns.change}</th>
        </tr>
      </thead>
      <tbody>
        {changes.slice(0, maxShown).map((change) => (
          <tr key={`${change.section}/${change.id}/${change.field}`}>
            <td className="wrap-break-word">{describer.describePlace(change)}</td>
            <td className="wrap-break-word">{describer.describe(change)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
