import { makeRoom } from '#src/testing/fixtures.ts'
import type { Room } from '#src/domain/topology/topology.ts'

/** Rooms around a core of lifts and stairs: name, capacity, and left, top, width and height in decimetres. */
const rooms: readonly (readonly [string, number, number, number, number, number])[] = [
  ['Treecreeper', 16, 0, 0, 200, 190],
  ['Rook', 2, 200, 0, 84, 190],
  ['Finch', 2, 284, 0, 84, 190],
  ['Linnet', 2, 368, 0, 84, 190],
  ['Goldcrest', 2, 452, 0, 84, 190],
  ['Lapwing', 8, 536, 0, 146, 190],
  ['Wren', 2, 682, 0, 84, 190],
  ['Grebe', 2, 766, 0, 84, 190],
  ['Swallow', 2, 850, 0, 84, 190],
  ['Wagtail', 6, 934, 0, 130, 190],
  ['Dove', 2, 1064, 0, 84, 190],
  ['Puffin', 2, 1148, 0, 84, 190],
  ['Starling', 2, 1232, 0, 86, 190],
  ['Falcon', 6, 0, 230, 128, 172],
  ['Tern', 2, 128, 230, 84, 172],
  ['Stork', 2, 212, 230, 84, 172],
  ['Osprey', 6, 296, 230, 128, 172],
  ['Nuthatch', 2, 424, 230, 84, 172],
  ['Kite', 2, 638, 230, 84, 172],
  ['Egret', 2, 722, 230, 84, 172],
  ['Merlin', 6, 806, 230, 128, 172],
  ['Gadwall', 2, 934, 230, 84, 172],
  ['Gannet', 6, 1018, 230, 128, 172],
  ['Kingfisher', 12, 1146, 230, 172, 172],
  ['Robin', 2, 0, 402, 84, 172],
  ['Dipper', 6, 84, 402, 128, 172],
  ['Nightingale', 2, 212, 402, 84, 172],
  ['Lark', 2, 296, 402, 84, 172],
  ['Mallard', 6, 380, 402, 128, 172],
  ['Raven', 2, 638, 402, 84, 172],
  ['Curlew', 6, 722, 402, 128, 172],
  ['Gull', 2, 850, 402, 84, 172],
  ['Bittern', 6, 934, 402, 128, 172],
  ['Crane', 2, 1062, 402, 84, 172],
  ['Sandpiper', 12, 1146, 402, 172, 172],
  ['Jay', 2, 0, 614, 84, 190],
  ['Swift', 2, 84, 614, 84, 190],
  ['Magpie', 6, 168, 614, 130, 190],
  ['Bunting', 2, 298, 614, 84, 190],
  ['Cormorant', 2, 382, 614, 84, 190],
  ['Teal', 2, 466, 614, 84, 190],
  ['Goosander', 16, 550, 614, 180, 190],
  ['Heron', 2, 730, 614, 84, 190],
  ['Sparrow', 2, 814, 614, 84, 190],
  ['Owl', 2, 898, 614, 84, 190],
  ['Plover', 6, 982, 614, 130, 190],
  ['Siskin', 2, 1112, 614, 84, 190],
  ['Avocet', 6, 1196, 614, 122, 190],
]

/** Returns the rooms of a floor of 48 small rooms, with outlines in metres. */
export function smallRoomsFloor(floorId: string): Room[] {
  return rooms.map(([name, capacity, left, top, width, height]) =>
    makeRoom({
      id: name,
      name,
      capacity,
      floorId,
      outline: [
        [left / 10, top / 10],
        [(left + width) / 10, top / 10],
        [(left + width) / 10, (top + height) / 10],
        [left / 10, (top + height) / 10],
      ],
    }),
  )
}
