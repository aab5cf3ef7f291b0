import { defaultUsedFromMinutes } from '#src/domain/history/opening-hours.ts'
import { settingKey, type SettingPath } from '#src/contract/settings.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import { settingsByKey, type Setting } from '#src/domain/settings/settings.ts'
import { Button } from '#src/components/ui/button.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/settings.ts'
import { EditableValue } from '#src/components/ui/editable-value.tsx'
import { unknownOrigin, type ValueSource } from './room-rows.ts'
import { SettingsSection } from './settings-section.tsx'
import type { SettingsEditor } from './use-settings-editor.ts'
import { SourceLabel } from './value-source.tsx'

type ThresholdField = keyof typeof text.thresholdLabels
type Threshold = {
  field: ThresholdField
  section: SettingPath['section']
  standard: number
  /** Whether the value is a share, which is shown in percent. */
  isShare: boolean
  least: number
  most: number
}

const thresholds: readonly Threshold[] = [
  {
    field: 'busyFrom',
    section: 'general',
    standard: defaultBusyThreshold,
    isShare: true,
    least: 1,
    most: 100,
  },
  {
    field: 'usedFromMinutes',
    section: 'general',
    standard: defaultUsedFromMinutes,
    isShare: false,
    least: 1,
    most: 60,
  },
  {
    field: 'seats',
    section: 'rightSize',
    standard: defaultRightSizeRule.seatsShare,
    isShare: true,
    least: 1,
    most: 100,
  },
  {
    field: 'served',
    section: 'rightSize',
    standard: defaultRightSizeRule.servedShare,
    isShare: true,
    least: 1,
    most: 100,
  },
  {
    field: 'over',
    section: 'rightSize',
    standard: defaultRightSizeRule.overCapacityShare,
    isShare: true,
    least: 0,
    most: 100,
  },
]

/** The thresholds that apply to all sites. */
export function ThresholdsSection({ editor }: { editor: SettingsEditor }) {
  const { values, file, generalRefusal, refusal } = editor.settings
  const stored = settingsByKey(values)
  const locked = settingsByKey(file)
  return (
    <SettingsSection id="thresholds" heading={text.thresholds} description={text.thresholdsHint}>
      {refusal === null && generalRefusal !== null && (
        <p role="status" className="pb-2 text-ink-muted">
          {generalRefusal}
        </p>
      )}
      <dl className="settings-thresholds">
        {thresholds.map((threshold) => (
          <ThresholdRow key={threshold.field} {...{ threshold, stored, locked, editor }} />
        ))}
      </dl>
    </SettingsSection>
  )
}

function ThresholdRow({
  threshold: { field, section, standard, isShare, least, most },
  stored,
  locked,
  editor: { settings, mayChange, save },
}: {
  threshold: Threshold
  stored: ReadonlyMap<string, Setting>
  locked: ReadonlyMap<string, Setting>
  editor: SettingsEditor
}) {
  const path = { section, id: null, field }
  const key = settingKey(path)
  const own = stored.get(key)?.value
  const fileValue = locked.get(key)?.value
  const value = [fileValue, own].find((one) => typeof one === 'number') ?? standard
  const shown = Math.round((isShare ? value * 100 : value) * 100) / 100
  const label = text.thresholdLabels[field]
  const isOpen = mayChange && settings.generalRefusal === null && fileValue === undefined
  const source: ValueSource =
    fileValue !== undefined
      ? { kind: 'file' }
      : own === undefined
        ? { kind: 'default' }
        : { kind: 'settings', ...(settings.origins[key] ?? unknownOrigin) }
  const before = own === undefined ? {} : { before: own }
  const parse = (typed: string) => {
    const number = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
    return number >= least && number <= most
      ? { value: isShare ? number / 100 : number }
      : { error: text.invalidNumber(least, most) }
  }
  return (
    <div className="settings-threshold">
      <dt className="font-medium">{label}</dt>
      <dd>
        <EditableValue
          shown={formatNumber(shown)}
          what={label}
          mayChange={isOpen}
          inputMode="numeric"
          parse={parse}
          onSave={(after) => save([{ ...path, ...before, after }], text.thresholdSaved(label))}
        />{' '}
        {text.thresholdUnits[field]}
      </dd>
      <dd className="text-ink-muted">
        <SourceLabel source={source} />
        {isOpen && own !== undefined && (
          <Button
            variant="quiet"
            aria-label={text.resetLabel(label)}
            onClick={() => void save([{ ...path, ...before }], text.settingReset(label))}
          >
            {text.resetButton}
          </Button>
        )}
      </dd>
    </div>
  )
}
