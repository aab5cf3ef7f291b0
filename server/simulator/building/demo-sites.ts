import { planRoom, type BuildingPlan, type FloorPlan, type SitePlan } from './site-plan.ts'

const bookableTags = ['Bookable']

const groundFloor: FloorPlan = {
  name: 'Ground floor',
  number: 0,
  hives: { count: 4, dailyOutageHive: 3 },
  tags: ['Client-facing', 'Step-free'],
  north: [
    planRoom('Auditorium', 'event', 'Event space', 120, 6, 20, {
      door: 'room',
      tags: ['Client-facing'],
    }),
    planRoom('Training 0.4', 'training', 'Training room', 20, 2, 10, { tags: bookableTags }),
    planRoom('Studio', 'rest', 'Recording studio', 12, 1, 6),
    planRoom('Reception', 'lobby', 'Lobby', 20, 2, 12, {
      door: 'entrance',
      tags: ['Client-facing'],
    }),
  ],
  south: [
    planRoom('Canteen', 'canteen', 'Dining', 90, 6, 22, {
      door: 'room',
      zone: 'Counter',
      zoneTags: ['Client-facing'],
      batteryDays: 12,
    }),
    planRoom('Servery', 'kitchen', 'Kitchen', 0, 1, 8),
    planRoom('Booth 0.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    planRoom('Booth 0.2', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    planRoom('Post room', 'rest', 'Post room', 4, 1, 6),
    planRoom('Archive', 'rest', null, 2, 0, 6, { tags: ['Storage'] }),
  ],
}

const firstFloor: FloorPlan = {
  name: 'Floor 1',
  number: 1,
  hives: { count: 2, weakHive: 1 },
  north: [
    planRoom('Desks West', 'desks', 'Open desks', 36, 5, 18, {
      batteryDays: -9,
      behaviours: ['steady', 'steady', 'silent'],
    }),
    planRoom('Elm', 'meeting', null, 8, 1, 7, { tags: ['Meeting room', 'Bookable'] }),
    planRoom('Ash', 'meeting', 'Untagged', 6, 1, 6, { tags: ['Meeting room', 'Bookable'] }),
    planRoom('Rowan', 'meeting', 'Meeting room', 6, 1, 6, { tags: bookableTags }),
    planRoom('Larch', 'meeting', 'Meeting room', 8, 2, 8, {
      tags: bookableTags,
      behaviours: ['dies-daily'],
    }),
  ],
  south: [
    planRoom('Service desk', 'on-call', 'Open desks', 12, 3, 14),
    planRoom('Kitchen South', 'kitchen', 'Kitchen', 0, 1, 7),
    planRoom('Booth 1.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    planRoom('Booth 1.2', 'booth', null, 1, 1, 3, { depth: 4, tags: ['Phone booth'] }),
    planRoom('Aspen', 'meeting', 'Meeting room', 4, 1, 6, {
      tags: bookableTags,
      behaviours: ['constant'],
    }),
  ],
}

const secondFloor: FloorPlan = {
  name: 'Floor 2',
  number: 2,
  north: [
    planRoom('Oak', 'overbooked', 'Meeting room', 12, 2, 8, { tags: bookableTags }),
    planRoom('Cedar', 'meeting', 'Meeting room', 8, 1, 7, { tags: bookableTags }),
    planRoom('Birch', 'meeting', 'Meeting room', 8, 1, 7, { tags: bookableTags }),
    planRoom('Hazel', 'meeting', 'Meeting room', 6, 1, 6, {
      tags: bookableTags,
      behaviours: ['offline-by-day'],
    }),
    planRoom('Geschäftsführungsbesprechungszimmer', 'meeting', 'Board room', 10, 2, 9, {
      tags: ['Client-facing'],
    }),
    planRoom('Project room Zugspitze', 'meeting', 'Project room', 12, 2, 9, {
      behaviours: ['steady', 'overlap'],
    }),
  ],
  south: [
    planRoom('Desks East', 'desks', 'Open desks', 36, 5, 18, { batteryDays: 27 }),
    planRoom('Workshop', 'training', 'Workshop', 16, 2, 9, { testDevice: true }),
    planRoom('Wellbeing', 'rest', 'Rest room', 2, 1, 4, {
      behaviours: ['stuck-at-night'],
      tags: ['Quiet'],
    }),
    planRoom('Kitchen East', 'kitchen', 'Kitchen', 0, 1, 6),
  ],
}

const thirdFloor: FloorPlan = {
  name: 'Floor 3',
  number: 3,
  tags: ['Quiet'],
  north: [
    planRoom('Desks North', 'desks', 'Open desks', 40, 6, 16, {
      zone: 'Window row',
      zoneTags: ['Quiet'],
    }),
    planRoom('Juniper', 'meeting', 'Meeting room', 14, 3, 8, { tags: bookableTags }),
    planRoom('Maple', 'meeting', 'Meeting room', 10, 2, 8, { tags: bookableTags }),
    planRoom('Willow', 'meeting', 'Meeting room', 12, 2, 8, {
      tags: bookableTags,
      behaviours: ['steady', 'offline-by-day'],
    }),
    planRoom('Alder', 'quiet', 'Focus room', 6, 1, 6, { tags: ['Quiet'] }),
  ],
  south: [
    planRoom('Kitchen West', 'kitchen', 'Kitchen', 0, 1, 8),
    planRoom('Desks South', 'desks', 'Open desks', 40, 6, 20, { shape: 'notch' }),
    planRoom('Booth 3.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    planRoom('Booth 3.2', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    planRoom('Library', 'quiet', 'Quiet room', 16, 2, 10, { shape: 'cut', tags: ['Quiet'] }),
  ],
}

const mainBuilding: BuildingPlan = {
  name: 'Main building',
  number: 1,
  floors: [groundFloor, firstFloor, secondFloor, thirdFloor],
}

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
        planRoom('Annex lobby', 'lobby', 'Lobby', 10, 1, 8, { door: 'entrance' }),
        planRoom('Pine', 'meeting', 'Meeting room', 4, 1, 5, { tags: ['Bookable'] }),
        planRoom('Spruce', 'meeting', null, 8, 1, 7, { tags: ['Meeting room', 'Bookable'] }),
        planRoom('Atelier', 'training', 'Workshop', 12, 2, 9),
      ],
      south: [
        planRoom('Desks Annex', 'desks', 'Open desks', 24, 4, 14),
        planRoom('Annex kitchen', 'kitchen', 'Kitchen', 0, 1, 5),
        planRoom('Booth A.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
        planRoom('Prototype lab', 'quiet', 'Untagged', 10, 3, 7, {
          behaviours: ['steady', 'steady', 'uninstalled'],
        }),
      ],
    },
  ],
}

/** The default demo site, in Berlin: two buildings with five floors and 48 rooms. */
export const northgate: SitePlan = {
  name: 'Northgate',
  timezone: 'Europe/Berlin',
  country: 'DE',
  buildings: [mainBuilding, annex],
}

/** A small second site without a time zone or a floor plan. */
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
            planRoom('Bench A', 'quiet', 'Laboratory', 6, 1, 8),
            planRoom('Bench B', 'quiet', 'Laboratory', 6, 1, 8),
          ],
          south: [planRoom('Clean room', 'rest', null, 0, 1, 8)],
        },
      ],
    },
  ],
}

/** A small third site in another time zone. */
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
            planRoom('Desks Hudson', 'desks', 'Open desks', 20, 3, 12),
            planRoom('Brooklyn', 'meeting', 'Meeting room', 8, 1, 7, { tags: ['Bookable'] }),
          ],
          south: [
            planRoom('Queens', 'meeting', 'Meeting room', 6, 1, 6, { tags: ['Bookable'] }),
            planRoom('Harlem', 'quiet', 'Focus room', 4, 1, 6, { shape: 'cut', tags: ['Quiet'] }),
            planRoom('Kitchen Hudson', 'kitchen', 'Kitchen', 0, 1, 7),
          ],
        },
      ],
    },
  ],
}

/** The only site of a second organisation, for tests of access rights. */
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
            planRoom('Desks Southbank', 'desks', 'Open desks', 16, 2, 10),
            planRoom('Thames', 'meeting', 'Meeting room', 8, 1, 7, { tags: ['Bookable'] }),
          ],
          south: [
            planRoom('Waterloo', 'meeting', 'Meeting room', 6, 1, 6, { tags: ['Bookable'] }),
            planRoom('Booth S.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
          ],
        },
      ],
    },
  ],
}
