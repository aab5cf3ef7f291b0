import { useState } from 'react'
import type { Site } from '#src/domain/topology/topology.ts'
import { mergeOverrides } from '#src/domain/settings/settings.ts'
import * as text from '#messages/settings.ts'
import { describeOpening } from './opening-draft.ts'
import { OpeningForm } from './opening-form.tsx'
import { SettingsSection } from './settings-section.tsx'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'

/** The opening hours and closed days of each site. */
export function OpeningSection({
  sites,
  editor,
}: {
  sites: readonly Site[]
  editor: SettingsEditor
}) {
  const { values, file } = editor.settings
  const effective = mergeOverrides(values, file)
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const site = sites.find(({ id }) => id === selectedId) ?? sites[0]
  return (
    <SettingsSection id="opening-hours" heading={text.openingHours} description={text.openingHint}>
      {site === undefined ? (
        <p className="text-ink-muted">{text.noSites}</p>
      ) : (
        <div className="settings-card settings-opening">
          <ul aria-label={text.sitesLabel} className="settings-sites">
            {sites.map(({ id, name, zone }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-pressed={id === site.id}
                  onClick={() => setSelectedId(id)}
                >
                  <span className="block font-medium wrap-break-word">{name}</span>
                  <span className="text-ink-muted">
                    {describeOpening(effective.sites?.[id])} · {zone.name}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <OpeningForm
            key={site.id}
            site={site}
            effective={effective.sites?.[site.id]}
            editor={editor}
          />
        </div>
      )}
    </SettingsSection>
  )
}
