import type { Overrides } from '#src/contract/overrides.ts'
import { isGeneralSetting, settingKey, type SettingPath } from '#src/contract/settings.ts'
import { capacityMultiple, maximumWithoutCapacity } from '#src/domain/occupancy/plausible-counts.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import { rightSizeRule } from '#src/domain/insights/right-size.ts'
import { mergeOverrides, settingsByKey } from '#src/domain/settings/settings.ts'
import { usedFromMinutes } from '#src/domain/settings/site-opening.ts'
import { EditableValue } from '#src/components/ui/editable-value.tsx'
import { SaveButton } from '#src/components/ui/save-button.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import { parseTypedNumber, parseTypedPercent } from '#src/format/typed-settings.ts'
import { sensorLimits } from '#src/components/room-settings/room-value.tsx'
import * as text from '#messages/settings.ts'
import { unknownOrigin, type ValueSource } from '#src/domain/settings/room-settings.ts'
import { SettingsSection } from './settings-section.tsx'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'
import { SourceLabel } from '#src/components/ui/value-source.tsx'

/**
 * A threshold. `read` returns the value in effect as stored, or null if none is set; `unset` is then shown instead.
 * `perUnit` is the stored value of one displayed unit.
 */
type Threshold = {
  field: keyof typeof text.thresholdWords
  section: SettingPath['section']
  read: (overrides: Overrides) => number | null
  unset?: string
  perUnit: number
  least: number
  most: number
}

const percent = { perUnit: 0.01, least: 1, most: 100 }

/** The thresholds, by the label of their row. */
const rows: readonly { label: string; thresholds: readonly Threshold[] }[] = [
  {
    label: text.busyFrom,
    thresholds: [
      {
        field: 'busyFrom',
        section: 'general',
        read: ({ busyFrom }) => busyFrom ?? defaultBusyThreshold,
        ...percent,
      },
    ],
  },
  {
    label: text.usedHour,
    thresholds: [
      {
        field: 'usedFromMinutes',
        section: 'general',
        read: usedFromMinutes,
        perUnit: 1,
        least: 1,
        most: 60,
      },
    ],
  },
  {
    label: text.sensorLimit,
    thresholds: [
      {
        field: 'maximumSensorCount',
        section: 'general',
        read: ({ maximumSensorCount }) => maximumSensorCount ?? null,
        unset: text.defaultSensorLimit(capacityMultiple, maximumWithoutCapacity),
        perUnit: 1,
        ...sensorLimits,
      },
    ],
  },
  {
    label: text.tooLarge,
    thresholds: [
      {
        field: 'seats',
        section: 'rightSize',
        read: (overrides) => rightSizeRule(overrides).seatsShare,
        ...percent,
      },
      {
        field: 'served',
        section: 'rightSize',
        read: (overrides) => rightSizeRule(overrides).servedShare,
        ...percent,
      },
    ],
  },
  {
    label: text.tooSmall,
    thresholds: [
      {
        field: 'over',
        section: 'rightSize',
        read: (overrides) => rightSizeRule(overrides).overCapacityShare,
        ...percent,
        least: 0,
      },
    ],
  },
]

/** The thresholds that apply to all sites. */
export function ThresholdsSection({ editor }: { editor: SettingsEditor }) {
  const { generalRefusal, refusal } = editor.settings
  return (
    <SettingsSection id="thresholds" heading={text.thresholds} description={text.thresholdsHint}>
      {refusal === null && generalRefusal !== null && (
        <p role="status" className="pb-2 text-ink-muted">
          {generalRefusal}
        </p>
      )}
      <dl className="settings-thresholds">
        {rows.map(({ label, thresholds }) => (
          <div key={label} className="settings-threshold">
            <dt className="font-medium">{label}</dt>
            {thresholds.map((threshold) => (
              <ThresholdValue key={threshold.field} threshold={threshold} editor={editor} />
            ))}
          </div>
        ))}
      </dl>
    </SettingsSection>
  )
}

/** Returns the value that managers set (undefined if none), and where the value in effect comes from. */
function findSource(path: SettingPath, { settings }: SettingsEditor) {
  const key = settingKey(path)
  const stored = settingsByKey(settings.values).get(key)?.value
  const isLocked = settingsByKey(settings.file).has(key)
  const source: ValueSource = isLocked
    ? { kind: 'file' }
    : stored === undefined
      ? { kind: 'default' }
      : { kind: 'settings', ...(settings.origins[key] ?? unknownOrigin) }
  return { stored, source }
}

function ThresholdValue({
  threshold: { field, section, read, unset, perUnit, least, most },
  editor,
}: {
  threshold: Threshold
  editor: SettingsEditor
}) {
  const { settings, mayChange, save } = editor
  const path = { section, id: null, field }
  const { stored, source } = findSource(path, editor)
  const value = read(mergeOverrides(settings.values, settings.file))
  const { before: wordsBefore, after: wordsAfter, name } = text.thresholdWords[field]
  const isOpen =
    mayChange &&
    source.kind !== 'file' &&
    (!isGeneralSetting(path) || settings.generalRefusal === null)
  const before = stored === undefined ? {} : { before: stored }
  const parse = perUnit === 1 ? parseTypedNumber : parseTypedPercent
  return (
    <dd>
      {wordsBefore}{' '}
      <EditableValue
        shown={value === null ? null : formatNumber(Math.round(value / perUnit))}
        setLabel={unset}
        what={name}
        mayChange={isOpen}
        inputMode="numeric"
        parse={(typed) => parse(typed, { least, most })}
        onSave={(after) => save([{ ...path, ...before, after }], text.thresholdSaved(name))}
      />
      {wordsAfter}{' '}
      <span className="settings-threshold-source">
        <SourceLabel source={source} />
        {isOpen && stored !== undefined && (
          <SaveButton
            variant="quiet"
            aria-label={text.resetLabel(name)}
            onSave={() => save([{ ...path, ...before }], text.settingReset(name))}
          >
            {text.resetButton}
          </SaveButton>
        )}
      </span>
    </dd>
  )
}
