/** Every character of a kind, as this machine's Unicode has them. */
export function everyCharacter(kind: RegExp): string[] {
  const all = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point))
  return all.filter((sign) => kind.test(sign))
}
