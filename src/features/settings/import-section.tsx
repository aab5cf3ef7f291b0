import { useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import { maxChangedValues, type SettingChange } from '#src/contract/settings.ts'
import { previewImport } from '#src/data/settings/queries.ts'
import { Button } from '#src/components/ui/button.tsx'
import { UnsavedChanges } from '#src/components/ui/unsaved-changes.tsx'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import * as text from '#messages/settings-import.ts'
import { parseCapacityTable } from './capacity-table.ts'
import type { ChangeDescriber } from './describe-change.ts'
import { ImportPreview, type Preview } from './import-preview.tsx'
import { roomChange, type RoomSettings } from '#src/domain/settings/room-settings.ts'
import { readTextFile } from './read-text-file.ts'
import { SettingsSection } from './settings-section.tsx'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'

/** Returns the changes that a table of capacities would make. */
function previewTable(typed: string, rows: readonly RoomSettings[]): Preview {
  const { changes, unchanged, problems } = parseCapacityTable(typed, rows)
  return {
    changes: changes.map(({ row, capacity }) =>
      roomChange(row, 'capacity', row.capacity.stored, capacity),
    ),
    unchanged,
    locked: 0,
    unknown: 0,
    problems,
  }
}

/**
 * Imports capacities from a spreadsheet or settings from an overrides file, after a preview, and exports all settings.
 * The text stays until the import is saved.
 */
export function ImportSection({
  rows,
  describer,
  editor: { mayChange, save },
}: {
  rows: readonly RoomSettings[]
  describer: ChangeDescriber
  editor: SettingsEditor
}) {
  const [typed, setTyped] = useState('')
  const [preview, setPreview] = useState<Preview | null>(null)
  const [error, setError] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  async function showPreview(content: string) {
    setError(null)
    setPreview(null)
    if (!content.trimStart().startsWith('{')) return setPreview(previewTable(content, rows))
    try {
      setPreview({ ...(await previewImport(content)), problems: [] })
    } catch (failure) {
      setError(describeChangeError(failure))
    }
  }

  async function saveAll(changes: readonly SettingChange[]) {
    if (changes.length > maxChangedValues) {
      setError(text.tooManyChanges(changes.length, maxChangedValues))
      return
    }
    const failure = await save(changes, text.imported(changes.length))
    setError(failure)
    if (failure !== null) return
    setTyped('')
    setPreview(null)
    field.current?.focus()
  }

  return (
    <SettingsSection
      id="import"
      heading={text.importAndExport}
      {...(mayChange && { description: text.importHint })}
    >
      <UnsavedChanges isChanged={typed.trim() !== ''} />
      {mayChange && (
        <ImportForm
          field={field}
          typed={typed}
          onType={(content) => {
            setTyped(content)
            setPreview(null)
          }}
          onPreview={(content) => void showPreview(content)}
          onError={setError}
        >
          {error !== null && (
            <p role="alert" className="text-over-ink">
              {error}
            </p>
          )}
          {preview !== null && (
            <ImportPreview
              preview={preview}
              describer={describer}
              onSave={saveAll}
              onCancel={() => {
                setPreview(null)
                field.current?.focus()
              }}
            />
          )}
        </ImportForm>
      )}
      <p className="pt-4">
        <a href="/api/settings/export" download="headroom-settings.json" className="settings-link">
          {text.exportSettings}
        </a>
        <span className="block text-ink-muted">{text.exportHint}</span>
      </p>
    </SettingsSection>
  )
}

function ImportForm({
  field,
  typed,
  onType,
  onPreview,
  onError,
  children,
}: {
  field: RefObject<HTMLTextAreaElement | null>
  typed: string
  onType: (content: string) => void
  onPreview: (content: string) => void
  onError: (message: string) => void
  children: ReactNode
}) {
  const id = useId()
  async function readFile(file: File | undefined) {
    if (!file) return
    try {
      const content = await readTextFile(file)
      onType(content)
      onPreview(content)
    } catch {
      onError(text.fileUnreadable)
    }
  }
  return (
    <form
      className="settings-import"
      onSubmit={(event) => {
        event.preventDefault()
        onPreview(typed)
      }}
    >
      <label htmlFor={id} className="font-medium">
        {text.pasteLabel}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={5}
        value={typed}
        spellCheck={false}
        onChange={(event) => onType(event.target.value)}
        className="settings-textarea"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={typed.trim() === ''}>
          {text.previewButton}
        </Button>
        <label>
          <span className="pr-2 text-ink-muted">{text.chooseFile}</span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,.json"
            onChange={(event) => {
              void readFile(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </label>
      </div>
      {children}
    </form>
  )
}
