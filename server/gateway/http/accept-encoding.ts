/**
 * The first of the given codings that a client takes by its `Accept-Encoding` (RFC 9110, section 12.5.3), or null: then it
 * gets the content as it is.
 *
 * @param available in the order in which the server prefers them
 */
export function acceptedCoding<const TCoding extends string>(
  header: string | undefined,
  available: readonly TCoding[],
): TCoding | null {
  const weights = new Map<string, number>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((one) => one.trim())
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
    weights.set(coding, weight === undefined ? 1 : Number(weight))
  }
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0
  return available.find((coding) => weightOf(coding) > 0) ?? null
}
