import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { placeNames } from './place-names.ts'

const zone = toTimeZone('Europe/Berlin')
const oneBuilding = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
})
const twoSites = makeTopology({
  sites: [
    { id: 's', name: 'Northgate', zone },
    { id: 't', name: 'Harbour', zone },
  ],
  buildings: [
    { id: 'b', name: 'Main building', siteId: 's' },
    { id: 'c', name: 'Main building', siteId: 't' },
    { id: 'd', name: 'Annexe', siteId: 't' },
  ],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'c', level: 3 }],
})

test.each([
  [oneBuilding, 'f3', ['Floor 3', 'Main building']],
  [oneBuilding, null, ['Main building']],
  [twoSites, 'f3', ['Floor 3', 'Harbour · Main building']],
  [twoSites, 'd', ['Annexe']],
  [twoSites, 't', ['Harbour']],
  [twoSites, null, ['All sites']],
  [twoSites, 'space_9', ['space_9']],
  [undefined, 'f3', ['f3']],
  [undefined, null, ['All sites']],
])('names a location by floor, building and, if necessary, site: $2', (topology, id, names) => {
  expect(placeNames(topology, id)).toEqual(names)
})
