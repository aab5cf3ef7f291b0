import { useState, type ComponentProps } from 'react'
import type { SiteOverride } from '#src/contract/overrides.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { Site } from '#src/domain/topology/topology.ts'
import * as text from '#messages/settings.ts'
import { ClosedDaysField } from './closed-days-field.tsx'
import { OpeningTimesField } from './opening-times-field.tsx'
import {
  findDraftError,
  openingChanges,
  resetOpeningChanges,
  toOpeningDraft,
  type OpeningDraft,
} from './opening-draft.ts'
import { settingSource } from '#src/domain/settings/room-settings.ts'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'
import { UnsavedChanges } from '#src/components/ui/unsaved-changes.tsx'
import { SourceLabel } from '#src/components/ui/value-source.tsx'

/**
 * The form for a site's opening hours and closed days. It keeps what was entered until it is saved or discarded.
 *
 * @param effective the values in effect
 */
export function OpeningForm({
  site,
  effective,
  editor: { settings, mayChange, save },
}: {
  site: Site
  effective: SiteOverride | undefined
  editor: SettingsEditor
}) {
  const [edited, setEdited] = useState<OpeningDraft | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const current = toOpeningDraft(effective)
  const draft = edited ?? current
  const stored = settings.values.sites?.[site.id]
  const sourceOf = (field: 'openingHours' | 'closedDays') =>
    settingSource(settings, 'sites', site.id, field) ?? ({ kind: 'default' } as const)
  const hoursSource = sourceOf('openingHours')
  const daysSource = sourceOf('closedDays')
  const change = (part: Partial<OpeningDraft>) => {
    setEdited({ ...draft, ...part })
    setError(null)
  }

  async function saveDraft() {
    const invalid = findDraftError(draft)
    if (invalid !== null) return setError(invalid)
    const changes = openingChanges(site.id, stored, current, draft)
    if (changes.length === 0) return setEdited(null)
    setIsSaving(true)
    const failure = await save(changes, text.openingSaved(site.name))
    setIsSaving(false)
    setError(failure)
    if (failure === null) setEdited(null)
  }

  const resets = resetOpeningChanges(site.id, stored)
  const reset = () => void save(resets, text.settingReset(text.openingOf(site.name))).then(setError)
  return (
    <form
      aria-label={text.openingOf(site.name)}
      className="settings-opening-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSaving) void saveDraft()
      }}
    >
      <UnsavedChanges isChanged={openingChanges(site.id, stored, current, draft).length > 0} />
      <OpeningTimesField
        days={draft.days}
        disabled={!mayChange || hoursSource.kind === 'file'}
        onChange={(days) => change({ days })}
      />
      <MutedSource source={hoursSource} />
      <ClosedDaysField
        draft={draft}
        disabled={!mayChange || daysSource.kind === 'file'}
        onChange={change}
      />
      {daysSource.kind !== 'default' && <MutedSource source={daysSource} />}
      <p>
        <span className="font-medium">{text.timeZone}</span> {site.zone.name}
      </p>
      <FormError message={error} />
      {mayChange && (
        <FormButtons
          site={site.name}
          isEdited={edited !== null}
          isSaving={isSaving}
          onDiscard={() => {
            setEdited(null)
            setError(null)
          }}
          onReset={resets.length === 0 ? null : reset}
        />
      )}
    </form>
  )
}

function MutedSource(props: ComponentProps<typeof SourceLabel>) {
  return (
    <p className="text-ink-muted">
      <SourceLabel {...props} />
    </p>
  )
}

function FormError({ message }: { message: string | null }) {
  if (message === null) return null
  return (
    <p role="alert" className="text-over-ink">
      {message}
    </p>
  )
}

/** @param onReset null if no value can be reset */
function FormButtons({
  site,
  isEdited,
  isSaving,
  onDiscard,
  onReset,
}: {
  site: string
  isEdited: boolean
  isSaving: boolean
  onDiscard: () => void
  onReset: (() => void) | null
}) {
  if (isEdited) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button type="submit" aria-label={isSaving ? undefined : text.saveOpening(site)}>
          {isSaving ? text.saving : text.saveButton}
        </Button>
        <Button variant="quiet" onClick={onDiscard}>
          {text.discard}
        </Button>
      </div>
    )
  }
  if (onReset === null) return null
  return (
    <div>
      <Button variant="quiet" className="settings-text-button" onClick={onReset}>
        {text.resetOpening}
      </Button>
    </div>
  )
}
