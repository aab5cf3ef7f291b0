import * as v from 'valibot'
import type { HistoryBuilding, MinuteRange } from '#src/domain/history/minutes.ts'
import { fullHours, type Opening } from '#src/domain/history/opening-hours.ts'
import { HistoryStatus } from '#src/contract/history-status.ts'
import { type MessagePeer, type RequestHandler, validated } from './message-peer.ts'
import type {
  FormerRoom,
  GatewayRequests,
  HistoryRequests,
  PlaceMomentsQuery,
  PlaceQuery,
  PlaceRoomsQuery,
  Requests,
  RoomGroup,
  RoomQuery,
  UsualQuery,
} from './protocol.ts'

// Both ends of the requests in protocol.ts. Each process validates the messages of the other.

const Bytes = v.instance(Uint8Array)
const People = v.nullable(v.number())

export const Building: v.GenericSchema<unknown, HistoryBuilding> = v.object({
  id: v.string(),
  name: v.string(),
  timeZone: v.string(),
  rooms: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      floor: v.nullable(v.string()),
      capacity: People,
      maximumCount: v.number(),
      sensors: v.array(v.string()),
    }),
  ),
})
const Range: v.GenericSchema<unknown, MinuteRange> = v.object({
  from: v.pipe(v.number(), v.integer()),
  to: v.pipe(v.number(), v.integer()),
})
const FullHour = v.picklist(fullHours)
const OpeningSchema: v.GenericSchema<unknown, Opening> = v.object({
  hours: v.array(v.array(v.object({ from: FullHour, to: FullHour }))),
  closedDays: v.array(v.string()),
})
const RoomQuerySchema: v.GenericSchema<unknown, RoomQuery> = v.object({
  room: v.string(),
  timeZone: v.string(),
  capacity: People,
  range: Range,
  isSmall: v.boolean(),
  opening: OpeningSchema,
  usedFromMinutes: v.number(),
})
const RoomGroupSchema: v.GenericSchema<unknown, RoomGroup> = v.object({
  timeZone: v.string(),
  opening: OpeningSchema,
  rooms: v.array(v.object({ id: v.string(), capacity: People, isSmall: v.boolean() })),
})
const PlaceQueryEntries = {
  groups: v.array(RoomGroupSchema),
  range: Range,
  now: v.pipe(v.number(), v.integer()),
}
const PlaceQuerySchema: v.GenericSchema<unknown, PlaceQuery> = v.object(PlaceQueryEntries)
const PlaceRoomsQuerySchema: v.GenericSchema<unknown, PlaceRoomsQuery> = v.object({
  ...PlaceQueryEntries,
  usedFromMinutes: v.number(),
  weekday: v.nullable(v.number()),
  hour: v.nullable(v.number()),
})
const PlaceMomentsQuerySchema: v.GenericSchema<unknown, PlaceMomentsQuery> = v.object({
  ...PlaceQueryEntries,
  judgedRooms: v.array(v.string()),
})
const UsualQuerySchema: v.GenericSchema<unknown, UsualQuery> = v.object({
  at: v.pipe(v.number(), v.integer()),
  groups: v.array(RoomGroupSchema),
})
const FormerRoomSchema: v.GenericSchema<unknown, FormerRoom> = v.object({
  name: v.string(),
  building: v.string(),
  timeZone: v.string(),
  capacity: People,
})

const OverriddenCapacity = v.object({ capacity: People, madeSmallAt: v.nullable(v.number()) })

/** Returns the functions with which the history process sends requests to the gateway. */
export function gatewayRequests(peer: MessagePeer): Requests<GatewayRequests> {
  return {
    report: (request, signal) => peer.call('report', request, Bytes, signal),
    topology: (request, signal) =>
      peer.call('topology', request, v.nullable(v.array(Building)), signal),
    capacities: (request, signal) =>
      peer.call('capacities', request, v.record(v.string(), OverriddenCapacity), signal),
    time: (request, signal) => peer.call('time', request, v.nullable(v.number()), signal),
    lease: (request, signal) => peer.call('lease', request, v.nullable(v.number()), signal),
  }
}

/** Returns the handlers with which the gateway answers the history process. */
export function gatewayHandlers(
  answers: Requests<GatewayRequests>,
): Record<keyof GatewayRequests, RequestHandler> {
  return {
    report: validated(v.object({ body: v.unknown() }), answers.report),
    topology: validated(v.null(), answers.topology),
    capacities: validated(v.null(), answers.capacities),
    time: validated(v.null(), answers.time),
    lease: validated(v.object({ generation: v.nullable(v.number()) }), answers.lease),
  }
}

/** Returns the functions with which the gateway sends requests to the history process. */
export function historyRequests(peer: MessagePeer): Requests<HistoryRequests> {
  return {
    status: (request, signal) => peer.call('status', request, HistoryStatus, signal),
    room: (request, signal) => peer.call('room', request, Bytes, signal),
    placeRooms: (request, signal) => peer.call('placeRooms', request, Bytes, signal),
    placeHours: (request, signal) => peer.call('placeHours', request, Bytes, signal),
    placeRoomHours: (request, signal) => peer.call('placeRoomHours', request, Bytes, signal),
    placeMoments: (request, signal) => peer.call('placeMoments', request, Bytes, signal),
    placeMinutes: (request, signal) => peer.call('placeMinutes', request, Bytes, signal),
    placeSensors: (request, signal) => peer.call('placeSensors', request, Bytes, signal),
    overCapacity: (request, signal) => peer.call('overCapacity', request, Bytes, signal),
    usual: (request, signal) => peer.call('usual', request, Bytes, signal),
    formerRoom: (request, signal) =>
      peer.call('formerRoom', request, v.nullable(FormerRoomSchema), signal),
  }
}

/** Returns the handlers with which the history process answers the gateway. */
export function historyHandlers(
  answers: Requests<HistoryRequests>,
): Record<keyof HistoryRequests, RequestHandler> {
  return {
    status: validated(v.null(), answers.status),
    room: validated(RoomQuerySchema, answers.room),
    placeRooms: validated(PlaceRoomsQuerySchema, answers.placeRooms),
    placeHours: validated(PlaceQuerySchema, answers.placeHours),
    placeRoomHours: validated(PlaceQuerySchema, answers.placeRoomHours),
    placeMoments: validated(PlaceMomentsQuerySchema, answers.placeMoments),
    placeMinutes: validated(PlaceQuerySchema, answers.placeMinutes),
    placeSensors: validated(PlaceQuerySchema, answers.placeSensors),
    overCapacity: validated(PlaceQuerySchema, answers.overCapacity),
    usual: validated(UsualQuerySchema, answers.usual),
    formerRoom: validated(v.object({ room: v.string() }), answers.formerRoom),
  }
}
