import { useId } from 'react'
import { useTopology } from '#src/data/topology/queries.ts'
import { placeNames } from '#src/format/place-names.ts'
import { placeParam } from '#src/lib/overview-params.ts'
import * as text from '#messages/saved-views.ts'

/**
 * @param query query of the view, which contains its location
 */
export function ShareCheckbox({
  checked,
  onChange,
  query,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  query: string
}) {
  const hintId = useId()
  const { topology } = useTopology()
  const placeId = placeParam.read(new URLSearchParams(query))
  const siteNames = topology?.sites.map(({ name }) => name) ?? []
  return (
    <div className="saved-views-share">
      <label>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hintId}
        />
        {placeId === null
          ? text.shareWithSites(siteNames)
          : text.shareWithLocation(placeNames(topology, placeId).join(', '))}
      </label>
      <p id={hintId} hidden={!checked}>
        {text.sharingHint}
      </p>
    </div>
  )
}
