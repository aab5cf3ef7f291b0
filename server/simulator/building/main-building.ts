import { plan, type BuildingPlan, type FloorPlan } from './plan.ts'

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
