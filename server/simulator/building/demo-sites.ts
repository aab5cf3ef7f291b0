import { plan, type BuildingPlan, type FloorPlan, type SitePlan } from './site-plan.ts'

const bookable = ['Bookable']

const ground: FloorPlan = {
  name: 'Ground floor',
  number: 0,
  hives: { count: 4, diesDaily: 3 },
  tags: ['Client-facing', 'Step-free'],
  north: [
    plan('Auditorium', 'event', 'Event space', 120, 6, 20, {
      door: 'room',
      tags: ['Client-facing'],
    }),
    plan('Training 0.4', 'training', 'Training room', 20, 2, 10, { tags: bookable }),
    plan('Studio', 'rest', 'Recording studio', 12, 1, 6),
    plan('Reception', 'lobby', 'Lobby', 20, 2, 12, { door: 'entrance', tags: ['Client-facing'] }),
  ],
  south: [
    plan('Canteen', 'canteen', 'Dining', 90, 6, 22, {
      door: 'room',
      zone: 'Counter',
      zoneTags: ['Client-facing'],
      batteryDays: 12,
    }),
    plan('Servery', 'kitchen', 'Kitchen', 0, 1, 8),
    plan('Booth 0.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    plan('Booth 0.2', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    plan('Post room', 'rest', 'Post room', 4, 1, 6),
    plan('Archive', 'rest', null, 2, 0, 6, { tags: ['Storage'] }),
  ],
}

const first: FloorPlan = {
  name: 'Floor 1',
  number: 1,
  hives: { count: 2, weak: 1 },
  north: [
    plan('Desks West', 'desks', 'Open desks', 36, 5, 18, {
      batteryDays: -9,
      habits: ['steady', 'steady', 'silent'],
    }),
    plan('Elm', 'meeting', null, 8, 1, 7, { tags: ['Meeting room', 'Bookable'] }),
    plan('Ash', 'meeting', 'Untagged', 6, 1, 6, { tags: ['Meeting room', 'Bookable'] }),
    plan('Rowan', 'meeting', 'Meeting room', 6, 1, 6, { tags: bookable }),
    plan('Larch', 'meeting', 'Meeting room', 8, 2, 8, { tags: bookable, habits: ['dies-daily'] }),
  ],
  south: [
    plan('Service desk', 'on-call', 'Open desks', 12, 3, 14),
    plan('Kitchen South', 'kitchen', 'Kitchen', 0, 1, 7),
    plan('Booth 1.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    plan('Booth 1.2', 'booth', null, 1, 1, 3, { depth: 4, tags: ['Phone booth'] }),
    plan('Aspen', 'meeting', 'Meeting room', 4, 1, 6, { tags: bookable, habits: ['constant'] }),
  ],
}

const second: FloorPlan = {
  name: 'Floor 2',
  number: 2,
  north: [
    plan('Oak', 'overbooked', 'Meeting room', 12, 2, 8, { tags: bookable }),
    plan('Cedar', 'meeting', 'Meeting room', 8, 1, 7, { tags: bookable }),
    plan('Birch', 'meeting', 'Meeting room', 8, 1, 7, { tags: bookable }),
    plan('Hazel', 'meeting', 'Meeting room', 6, 1, 6, {
      tags: bookable,
      habits: ['offline-by-day'],
    }),
    plan('Geschäftsführungsbesprechungszimmer', 'meeting', 'Board room', 10, 2, 9, {
      tags: ['Client-facing'],
    }),
    plan('Project room Zugspitze', 'meeting', 'Project room', 12, 2, 9, {
      habits: ['steady', 'overlap'],
    }),
  ],
  south: [
    plan('Desks East', 'desks', 'Open desks', 36, 5, 18, { batteryDays: 27 }),
    plan('Workshop', 'training', 'Workshop', 16, 2, 9, { testDevice: true }),
    plan('Wellbeing', 'rest', 'Rest room', 2, 1, 4, {
      habits: ['stuck-at-night'],
      tags: ['Quiet'],
    }),
    plan('Kitchen East', 'kitchen', 'Kitchen', 0, 1, 6),
  ],
}

const third: FloorPlan = {
  name: 'Floor 3',
  number: 3,
  tags: ['Quiet'],
  north: [
    plan('Desks North', 'desks', 'Open desks', 40, 6, 16, {
      zone: 'Window row',
      zoneTags: ['Quiet'],
    }),
    plan('Juniper', 'meeting', 'Meeting room', 14, 3, 8, { tags: bookable }),
    plan('Maple', 'meeting', 'Meeting room', 10, 2, 8, { tags: bookable }),
    plan('Willow', 'meeting', 'Meeting room', 12, 2, 8, {
      tags: bookable,
      habits: ['steady', 'offline-by-day'],
    }),
    plan('Alder', 'quiet', 'Focus room', 6, 1, 6, { tags: ['Quiet'] }),
  ],
  south: [
    plan('Kitchen West', 'kitchen', 'Kitchen', 0, 1, 8),
    plan('Desks South', 'desks', 'Open desks', 40, 6, 20, { shape: 'notch' }),
    plan('Booth 3.1', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    plan('Booth 3.2', 'booth', 'Phone booth', 1, 1, 3, { depth: 4 }),
    plan('Library', 'quiet', 'Quiet room', 16, 2, 10, { shape: 'cut', tags: ['Quiet'] }),
  ],
}

/** The main building: four floors, forty rooms. */
export const mainBuilding: BuildingPlan = {
  name: 'Main building',
  number: 1,
  floors: [ground, first, second, third],
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
