import { useSearchParams } from './navigation.tsx'
import { placeParam } from './overview-params.ts'
import { withParam } from './url-state.ts'

/** Returns a query with only the selected location of the page, such as `?place=space_1`, or an empty string. */
export function usePlaceQuery(): string {
  return withParam('', placeParam, placeParam.read(useSearchParams()))
}
