import type * as v from 'valibot'
import { request } from './request.ts'

/** Sends a `POST` request and returns the data of its response. Throws the errors of `request`. */
export async function postJson<TData>(
  path: `/api/${string}`,
  body: unknown,
  schema: v.GenericSchema<unknown, TData>,
): Promise<TData> {
  return (await request({ method: 'POST', path, body, schema })).data
}
