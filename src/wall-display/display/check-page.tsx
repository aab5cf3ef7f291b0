export function CheckPage() {
  return <p>x</p>
}
