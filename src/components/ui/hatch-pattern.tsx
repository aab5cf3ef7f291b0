/**
 * Diagonal stripes for outdated values, as an SVG pattern to fill with (`url(#id)`).
 *
 * @param spacing distance between stripes, in SVG units
 * @param className sets the stroke colour
 */
export function HatchPattern({
  id,
  spacing,
  strokeWidth,
  className,
}: {
  id: string
  spacing: number
  strokeWidth: number
  className: string
}) {
  return (
    <defs>
      <pattern
        id={id}
        width={spacing}
        height={spacing}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d={`M0 0V${spacing}`} strokeWidth={strokeWidth} className={className} />
      </pattern>
    </defs>
  )
}
