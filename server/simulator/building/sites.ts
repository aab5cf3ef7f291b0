import { mainBuilding } from './main-building.ts'
import { plan, type BuildingPlan, type SitePlan } from './plan.ts'

const annex: BuildingPlan = {
  name: 'Annex',
  number: 2,
  floors: [
    {
      name: 'Annex ground floor',
      number: 0,
      rotation: 15,
      tags: ['Step-free'],
      north: [
        plan('Annex lobby', 'lobby', 'Lobby', 10, 1, 8, { door: 'entrance' }),
        plan('Pine', 'meeting', 'Meeting room', 4, 1, 5, { tags: ['Bookable'] }),
        plan('Spruce', 'meeting', null, 8, 1, 7, { tags: ['Meeting room', 'Bookable'] }),
        plan('Atelier', 'training', 'Workshop', 12, 2, 9),
      ],
      south: [
        plan('Desks Annex', 'desks', 'Open desks', 24, 4, 14),
        plan('Annex kitchen', 'kitchen', 'Kitchen', 0, 1, 5),
        plan('Booth A.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
        plan('Prototype lab', 'quiet', 'Untagged', 10, 3, 7, {
          habits: ['steady', 'steady', 'uninstalled'],
        }),
      ],
    },
  ],
}

/** The building that Headroom shows when it is pointed at nothing else: five floors, 48 rooms, in Berlin. */
export const northgate: SitePlan = {
  name: 'Northgate',
  timezone: 'Europe/Berlin',
  country: 'DE',
  buildings: [mainBuilding, annex],
}

/** A small second site for which nobody ever set a time zone, nor drew its rooms. */
export const lab: SitePlan = {
  name: 'Lab',
  timezone: null,
  country: null,
  buildings: [
    {
      name: 'Lab',
      number: 1,
      floors: [
        {
          name: 'Lab floor',
          number: 0,
          isDrawn: false,
          north: [
            plan('Bench A', 'quiet', 'Laboratory', 6, 1, 8),
            plan('Bench B', 'quiet', 'Laboratory', 6, 1, 8),
          ],
          south: [plan('Clean room', 'rest', null, 0, 1, 8)],
        },
      ],
    },
  ],
}

/** A small third site, far away. */
export const hudson: SitePlan = {
  name: 'Hudson',
  timezone: 'America/New_York',
  country: 'US',
  buildings: [
    {
      name: 'Hudson',
      number: 1,
      floors: [
        {
          name: 'Hudson floor',
          number: 12,
          north: [
            plan('Desks Hudson', 'desks', 'Open desks', 20, 3, 12),
            plan('Brooklyn', 'meeting', 'Meeting room', 8, 1, 7, { tags: ['Bookable'] }),
          ],
          south: [
            plan('Queens', 'meeting', 'Meeting room', 6, 1, 6, { tags: ['Bookable'] }),
            plan('Harlem', 'quiet', 'Focus room', 4, 1, 6, { shape: 'cut', tags: ['Quiet'] }),
            plan('Kitchen Hudson', 'kitchen', 'Kitchen', 0, 1, 7),
          ],
        },
      ],
    },
  ],
}

/** The only site of a second organisation, for tests of what an account may see. */
export const southbank: SitePlan = {
  name: 'Southbank',
  timezone: 'Europe/London',
  country: 'GB',
  buildings: [
    {
      name: 'Southbank House',
      number: 1,
      floors: [
        {
          name: 'Southbank floor',
          number: 3,
          north: [
            plan('Desks Southbank', 'desks', 'Open desks', 16, 2, 10),
            plan('Thames', 'meeting', 'Meeting room', 8, 1, 7, { tags: ['Bookable'] }),
          ],
          south: [
            plan('Waterloo', 'meeting', 'Meeting room', 6, 1, 6, { tags: ['Bookable'] }),
            plan('Booth S.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
          ],
        },
      ],
    },
  ],
}
