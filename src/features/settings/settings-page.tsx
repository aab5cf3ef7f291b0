import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { UndoToast } from '#src/components/ui/undo-toast.tsx'
import { settingsQuery } from '#src/data/settings/queries.ts'
import { topologyQuery, useTopology } from '#src/data/topology/queries.ts'
import { mergeOverrides } from '#src/domain/settings/settings.ts'
import { emptyTopology } from '#src/domain/topology/topology.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import * as text from '#messages/settings.ts'
import { importAndExport } from '#messages/settings-import.ts'
import { ChangesSection } from './changes-section.tsx'
import { createChangeDescriber } from './describe-change.ts'
import { ImportSection } from './import-section.tsx'
import { OpeningSection } from './opening-section.tsx'
import { listRoomSettings } from '#src/domain/settings/room-settings.ts'
import { RoomsSection } from './rooms-section.tsx'
import './settings.css'
import './settings-rooms.css'
import { ThresholdsSection } from './thresholds-section.tsx'
import { useSettingsEditor, type SettingsEditor } from '#src/data/settings/use-settings-editor.ts'

const noTopology = emptyTopology()

const sections = [
  ['opening-hours', text.openingHours],
  ['rooms', text.rooms],
  ['thresholds', text.thresholds],
  ['import', importAndExport],
  ['changes', text.recentChanges],
] as const

/** The Settings page: opening hours, rooms, thresholds, import and export, and recent changes. */
export function SettingsPage() {
  const { data: settings, error } = useQuery(settingsQuery())
  const { toast, clearToast, ...actions } = useSettingsEditor(
    describeChangeError,
    text.changeUndone,
  )
  if (!settings) {
    return (
      <p role="status" className="py-12 text-ink-muted">
        {error ? describeChangeError(error) : text.loading}
      </p>
    )
  }
  const mayChange = settings.refusal === null
  return (
    <div className="settings">
      <nav aria-label={text.sectionsLabel} className="settings-nav">
        <p className="settings-title" aria-hidden="true">
          {text.title}
        </p>
        <ul>
          {sections.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        {error !== null && (
          <p role="status" className="pt-4 text-busy-ink">
            {text.outdated(describeChangeError(error))}
          </p>
        )}
        {!settings.isStoreAvailable && (
          <p role="status" className="pt-4 text-busy-ink">
            {text.storeUnavailable}
          </p>
        )}
        {settings.refusal !== null && (
          <p role="status" className="pt-4 text-ink-muted">
            {settings.refusal}
          </p>
        )}
        <Sections editor={{ settings, mayChange, ...actions }} />
      </div>
      <UndoToast toast={toast} onUndo={actions.undo} onExpire={clearToast} />
    </div>
  )
}

function Sections({ editor }: { editor: SettingsEditor }) {
  const { settings } = editor
  const { data: upstream = noTopology } = useQuery(topologyQuery())
  const { topology = noTopology } = useTopology()
  const rows = useMemo(() => listRoomSettings(upstream, settings), [upstream, settings])
  const describer = useMemo(
    () => createChangeDescriber(upstream, mergeOverrides(settings.values, settings.file)),
    [upstream, settings],
  )
  return (
    <>
      <OpeningSection sites={topology.sites} editor={editor} />
      <RoomsSection rows={rows} topology={topology} editor={editor} />
      <ThresholdsSection editor={editor} />
      <ImportSection rows={rows} describer={describer} editor={editor} />
      <ChangesSection describer={describer} editor={editor} />
    </>
  )
}
